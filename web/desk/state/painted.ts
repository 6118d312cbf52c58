/** How long a picture, or a quiet moment, is waited for, in milliseconds: a window that nobody looks at is not painted. */
const PATIENCE = 250;

/** Resolves once what is on the page now has been painted: what one sees first goes before what one may want next. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, PATIENCE);
  });
}

/** Resolves once the page has nothing to do just now. */
export async function quiet(): Promise<void> {
  await painted();
  // Not every browser says when that is.
  if ("requestIdleCallback" in window) await new Promise((resolve) => requestIdleCallback(resolve, { timeout: PATIENCE }));
}
