// Two compared pictures: the script lays one over the other, and a slider says how much of each shows.
//
// Without it they stand beside each other. The slider is an `<input type="range">`, so that keys
// and assistive technology move it as well; the page listens once for all of them, those that come later too.

/** Lets the sliders of a document move. */
export function letSlidersMove(document: Document): void {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.matches(".comparison .slider")) return;
    target.closest<HTMLElement>(".comparison")?.style.setProperty("--part", `${target.value}%`);
  });
}
