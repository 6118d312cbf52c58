// The headings of days between the posts, where there are posts of more than one.

/** Puts a heading over the first post of each day, and takes away what is one no more. */
export function showDays(posts: HTMLElement): void {
  let day = "";
  const firsts = new Set<HTMLElement>();
  const headings: HTMLElement[] = [];
  for (const child of posts.children as HTMLCollectionOf<HTMLElement>) {
    if (child.tagName !== "ARTICLE") headings.push(child);
    else if (child.dataset.day !== day) {
      day = child.dataset.day ?? "";
      firsts.add(child);
    }
  }
  if (firsts.size < 2) firsts.clear();
  for (const heading of headings) {
    const next = heading.nextElementSibling as HTMLElement | null;
    const stands = next?.dataset.day === heading.firstElementChild?.getAttribute("datetime");
    if (!next || !stands || !firsts.delete(next)) heading.remove();
  }
  for (const first of firsts) first.before(headingOver(first));
}

/** The post itself says what the day is called. */
function headingOver(article: HTMLElement): HTMLElement {
  const heading = document.createElement("h2");
  heading.className = "day";
  const time = document.createElement("time");
  time.setAttribute("datetime", article.dataset.day ?? "");
  time.append(...(article.querySelector(".when .date")?.cloneNode(true).childNodes ?? []));
  heading.append(time);
  return heading;
}
