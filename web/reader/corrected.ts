// A reader who is elsewhere on the page, or past it, is told when something is corrected that the device had shown:
// a line over the page says what, and leads there. Whoever looks at the post sees it marked.

/** How many lines there are at most; the oldest goes. */
const LINES = 3;

/** Watches the open page. */
export function tellCorrections(): void {
  const list = document.querySelector("#corrections ol");
  const updates = document.getElementById("updates");
  if (!list || !updates) return;
  const known = new Set(notices(list).map(nameOf));
  new MutationObserver(() => {
    for (const notice of notices(list)) {
      // All of a post's come anew with each.
      if (known.has(nameOf(notice))) continue;
      known.add(nameOf(notice));
      const link = notice.querySelector("a");
      tell(updates, notice.dataset.post ?? "", link?.href ?? null, [textOf(notice.querySelector("strong")), textOf(link)]);
    }
  }).observe(list, { childList: true });
  // What is withdrawn has no line there: its words are gone.
  const posts = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLElement) || !target.matches(".withdrawn[data-changed]")) continue;
      const said = [updates.dataset.withdrawn ?? "", textOf(target.querySelector(".clock"))];
      tell(updates, target.id.slice("post-".length), `#${target.id}`, said);
    }
  });
  for (const id of ["posts", "pinned"]) {
    const place = document.getElementById(id);
    if (place) posts.observe(place, { subtree: true, attributeFilter: ["data-changed"] });
  }
}

function notices(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(":scope > li")];
}

/** Which notice it is: of which post, at which position. */
function nameOf({ dataset }: HTMLElement): string {
  return `${dataset.post} ${dataset.order}`;
}

/** Puts up a line, if the post is not in view anyway. */
function tell(updates: HTMLElement, post: string, href: string | null, said: readonly string[]): void {
  for (const line of updates.querySelectorAll<HTMLElement>(".elsewhere")) if (line.dataset.post === post) line.remove();
  const article = document.getElementById(`post-${post}`);
  if (href === null || (article && isInView(article))) return;
  const line = document.createElement("span");
  line.className = "elsewhere";
  line.dataset.post = post;
  const link = document.createElement("a");
  // It came with a frame, which cannot know what is on the page.
  link.href = article ? `#${article.id}` : href;
  link.textContent = said.filter((part) => part !== "").join(": ");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.ariaLabel = updates.dataset.close ?? "";
  line.append(link, close);
  const gone = (): void => {
    line.remove();
    seen.disconnect();
  };
  const seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && gone());
  if (article) seen.observe(article);
  link.addEventListener("click", gone);
  close.addEventListener("click", gone);
  updates.append(line);
  const lines = updates.querySelectorAll(".elsewhere");
  if (lines.length > LINES) lines[0]?.remove();
}

function isInView(article: HTMLElement): boolean {
  const { top, bottom } = article.getBoundingClientRect();
  return document.visibilityState === "visible" && top < innerHeight && bottom > 0;
}

function textOf(element: Element | null): string {
  return element?.textContent?.trim() ?? "";
}
