// The page in a frame on another site: tells that site how high it is.

/** Tells whoever holds the frame, now and whenever it changes. It holds nothing but a number. */
export function tellHeight(): void {
  if (parent === window) return;
  const tell = (): void => parent.postMessage({ stetHeight: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(document.body);
}
