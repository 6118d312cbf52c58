// Passing on the address of a post: to whatever the device offers, or by copying it. Loaded once a reader does.

/** How long the button says what has happened, in milliseconds. */
const SAID = 4_000;

/** Passes on the address of the post of this button. */
export async function share(button: HTMLElement): Promise<void> {
  const link = button.parentElement?.querySelector<HTMLAnchorElement>(".permalink");
  if (!link) return;
  const title = button.closest("article")?.querySelector("h1, h3")?.textContent ?? document.title;
  try {
    if (navigator.share) return await navigator.share({ title, url: link.href });
  } catch (error) {
    // The reader thought better of it.
    if ((error as DOMException).name === "AbortError") return;
  }
  try {
    await navigator.clipboard.writeText(link.href);
    say(button, "copied");
  } catch {
    say(button, "notCopied");
    link.focus();
  }
}

/** Says beside the button, and to those who do not see it, what became of it. */
function say(button: HTMLElement, what: "copied" | "notCopied"): void {
  const words = document.querySelector<HTMLElement>("[data-copied]")?.dataset[what] ?? "";
  const announcer = document.getElementById("announcer");
  button.dataset.said = words;
  if (announcer) announcer.textContent = words;
  setTimeout(() => {
    delete button.dataset.said;
    if (announcer?.textContent === words) announcer.textContent = "";
  }, SAID);
}
