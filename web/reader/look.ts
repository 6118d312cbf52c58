/** Brings how the page looks to what a fetched page of the same coverage has: its theme may be another now. */
export function lookLike(fetched: Document): void {
  const { lang, dir, dataset } = fetched.documentElement;
  Object.assign(document.documentElement, { lang, dir });
  if (dataset.theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = dataset.theme;
  const [old, wanted] = [sheetOf(document), sheetOf(fetched)];
  if (!old || !wanted || old.getAttribute("href") === wanted.getAttribute("href")) return;
  const own = document.importNode(wanted);
  // The page is never without a style.
  own.addEventListener("load", () => old.remove());
  old.after(own);
  const masthead = fetched.querySelector(".masthead");
  if (masthead) document.querySelector(".masthead")?.replaceWith(document.importNode(masthead, true));
}

const sheetOf = (page: Document): HTMLLinkElement | null => page.querySelector<HTMLLinkElement>("link[rel=stylesheet]");
