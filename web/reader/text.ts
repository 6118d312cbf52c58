// The form of a page in words alone, made of what the server sends for the whole form: frames are the
// same for everybody. It comes out as the server's own text form does. Loaded by pages in that form.

/** Brings what was read from a frame into words, before any of it is part of the page. */
export function toText(parts: HTMLElement): void {
  for (const image of parts.querySelectorAll("img")) {
    const link = image.closest<HTMLAnchorElement>("a.large");
    const alt = image.getAttribute("alt") ?? "";
    const told = alt || link ? tell(alt, link?.getAttribute("href") ?? null) : null;
    const whole = link ?? image.closest("picture") ?? image;
    if (told && !image.closest(".related")) whole.replaceWith(told);
    else whole.remove();
  }
  for (const part of parts.querySelectorAll("video, svg, .legend, .player, .slider")) part.remove();
  for (const behind of parts.querySelectorAll(".graphic > details")) behind.setAttribute("open", "");
  // Histories are words alone, and have one form only.
  for (const link of parts.querySelectorAll('a[href^="/live/"]:not([href$="/history"])')) link.setAttribute("href", `/text${link.getAttribute("href")}`);
}

/** What a picture shows, with the way to it where it can be opened. */
function tell(alt: string, href: string | null): HTMLElement {
  const words = document.getElementById("updates");
  const flag = document.createElement(href === null ? "span" : "a");
  flag.setAttribute("class", "flag");
  if (href !== null) flag.setAttribute("href", href);
  for (const name of ["lang", "dir"]) {
    const value = words?.getAttribute(name);
    if (value) flag.setAttribute(name, value);
  }
  flag.textContent = words?.dataset.picture ?? "";
  const told = document.createElement("p");
  told.setAttribute("class", "alt");
  told.append(flag, ` ${alt}`);
  return told;
}
