// Players of other sites: nothing of them is loaded before a reader asks for it.
//
// A card says in the page where its player is and whom loading it tells. What is loaded stays in a
// frame of its own, at one of the hosts that the page's policy names.

/**
 * What a player may do. Without scripts none runs. Without its own origin it has no storage, and
 * most then refuse; that origin is never this page's, so that what is here stays out of its reach.
 * It may show a film on another screen, and open the original in a window. What is not here it may
 * not: lead this page away, send forms, download, ask for anything in a dialog.
 */
const SANDBOX = "allow-scripts allow-same-origin allow-presentation allow-popups";

/** The reader has asked for it, so it may begin at once. */
const ALLOWED = "autoplay; encrypted-media; fullscreen; picture-in-picture";

/** Loads players where readers ask for them, in the posts that are here and in those that come. */
export function offerPlayers(page: Document): void {
  page.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest(".player > button") : null;
    if (button?.parentElement) load(button.parentElement);
  });
}

function load(player: HTMLElement): void {
  const { player: address } = player.dataset;
  if (address === undefined || isLoaded(player)) return;
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", SANDBOX);
  frame.allow = ALLOWED;
  // Asked for is asked for: it does not wait until it is scrolled to.
  frame.loading = "eager";
  // Some players do not run for a page that keeps its name to itself; which page it is they need not know.
  frame.referrerPolicy = "strict-origin";
  frame.title = titleOf(player);
  frame.src = address;
  player.dataset.loaded = "";
  player.append(frame);
  // The button that had the focus is gone.
  frame.focus();
}

/** What the card is called: the site, and the title that it has there. */
function titleOf(player: HTMLElement): string {
  const card = player.closest(".embed");
  const words = [".flag", ".card-title"].map((part) => card?.querySelector(part)?.textContent?.trim());
  return words.filter((word) => word).join(": ");
}

/** Whether the reader has loaded this very player. */
export function isLoaded(element: Element): boolean {
  return element.hasAttribute("data-loaded");
}

/** A node as the server sends it, without the players that a reader has loaded into it. */
export function asSent(node: Node): Node {
  if (!(node instanceof Element) || !(isLoaded(node) || node.querySelector("[data-loaded]"))) return node;
  const copy = node.cloneNode(true) as Element;
  for (const player of [copy, ...copy.querySelectorAll("[data-loaded]")].filter(isLoaded)) {
    player.removeAttribute("data-loaded");
    player.querySelector(":scope > iframe")?.remove();
  }
  return copy;
}
