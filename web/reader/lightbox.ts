// Pictures seen large, one after the other, over the page. Loaded once a reader opens one.
//
// What is shown is what stood in the post when it was opened: the page under it goes on changing, and
// neither closes it nor loses the reader's place. Only a withdrawal closes it.

import style from "./lightbox.css?inline";

/** A picture with what is said of it. */
interface Shown {
  readonly picture: HTMLElement;
  readonly alt: string;
  readonly said: Element | null;
}

/** How far a finger has to go to mean the next picture, in CSS pixels. */
const SWIPE = 40;

/** Opens the picture that this link holds, among those of its post. */
export function open(link: HTMLAnchorElement): void {
  const dialog = document.getElementById("lightbox");
  if (!(dialog instanceof HTMLDialogElement)) return location.assign(link.href);
  lookLikeOne();
  const post = link.closest<HTMLElement>("article") ?? link.parentElement;
  const links = [...(post?.querySelectorAll<HTMLAnchorElement>("a.large") ?? [])];
  const pictures = links.map(read);
  const about = new AbortController();
  const { signal } = about;
  const [figure, back, on, status, close] = dialog.children as unknown as [HTMLElement, HTMLButtonElement, HTMLButtonElement, HTMLElement, HTMLElement];
  let at = links.indexOf(link);

  const show = (number: number): void => {
    const shown = pictures[number];
    if (!shown) return;
    at = number;
    figure.replaceChildren(shown.picture, ...(shown.said ? [shown.said] : []));
    back.disabled = at === 0;
    on.disabled = at === pictures.length - 1;
    // A button that can do no more would take the focus along.
    if (document.activeElement?.matches(":disabled")) dialog.focus();
    back.hidden = on.hidden = status.hidden = pictures.length < 2;
    const words = document.createElement("span");
    words.className = "visually-hidden";
    words.textContent = shown.alt && `: ${shown.alt}`;
    status.replaceChildren(`${at + 1} / ${pictures.length}`, words);
  };
  const turn = (steps: number): void => show(at + steps);
  const isBackwards = getComputedStyle(dialog).direction === "rtl";
  const keys: Readonly<Record<string, () => void>> = {
    ArrowRight: () => turn(isBackwards ? -1 : 1),
    ArrowLeft: () => turn(isBackwards ? 1 : -1),
    Home: () => show(0),
    End: () => show(pictures.length - 1),
  };
  dialog.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (!keys[key] || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    keys[key]();
  }, { signal });
  back.addEventListener("click", () => turn(-1), { signal });
  on.addEventListener("click", () => turn(1), { signal });
  close.addEventListener("click", () => dialog.close(), { signal });
  // What is not of the picture is the page behind it.
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close(), { signal });

  let from: PointerEvent | null = null;
  figure.addEventListener("pointerdown", (event) => {
    from = event.isPrimary && event.pointerType !== "mouse" ? event : null;
  }, { signal });
  figure.addEventListener("pointercancel", () => {
    from = null;
  }, { signal });
  figure.addEventListener("pointerup", (event) => {
    if (!from) return;
    const [x, y] = [event.clientX - from.clientX, event.clientY - from.clientY];
    from = null;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) keys[x < 0 ? "ArrowRight" : "ArrowLeft"]?.();
  }, { signal });

  const withdrawn = new MutationObserver(() => post?.classList.contains("withdrawn") && dialog.close());
  if (post) withdrawn.observe(post, { attributeFilter: ["class"] });
  dialog.addEventListener("close", () => {
    about.abort();
    withdrawn.disconnect();
    figure.replaceChildren();
    giveBackFocus(link, post);
  }, { signal });

  show(at);
  dialog.tabIndex = -1;
  dialog.showModal();
  dialog.focus();
}

/** The picture of a link, to be as wide as the window. */
function read(link: HTMLAnchorElement): Shown {
  const picture = link.firstElementChild?.cloneNode(true) as HTMLElement;
  const image = picture instanceof HTMLImageElement ? picture : (picture.querySelector("img") as HTMLImageElement);
  for (const source of [...picture.querySelectorAll("source"), image]) if (source.srcset) source.sizes = "100vw";
  image.removeAttribute("class");
  image.loading = "eager";
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  if (connection?.saveData && image.srcset) {
    // Whoever saves data has asked for this one.
    for (const source of picture.querySelectorAll("source")) source.remove();
    image.srcset = "";
    image.src = `${link.href}?asked`;
  }
  const said = link.parentElement?.querySelector("figcaption")?.cloneNode(true) as Element | undefined;
  return { picture, alt: image.alt, said: said ?? null };
}

/** Where the link was put anew meanwhile, the browser does not find it again. */
function giveBackFocus(link: HTMLAnchorElement, post: HTMLElement | null): void {
  if (link.isConnected) return link.focus({ preventScroll: true });
  const links = [...(post?.querySelectorAll<HTMLAnchorElement>("a") ?? [])];
  const same = links.find(({ href }) => href === link.href) ?? links[0];
  same?.focus({ preventScroll: true });
}

let isStyled = false;

function lookLikeOne(): void {
  if (isStyled) return;
  isStyled = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
}
