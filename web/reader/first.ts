// At which change the device first showed each coverage, so that the page can be seen as it stood then. It stays on
// the device; where storage is refused nothing is kept.

const KEY = "stet-first";

/** How many coverages are kept; the one that was first seen the longest ago is let go. */
const MOST = 100;

/** The change after which the coverage was first shown here; null if it never was, or that is not known. */
export function firstRead(slug: string): number | null {
  return read().find(([known]) => known === slug)?.[1] ?? null;
}

/** Keeps what the open page shows, if it is the first of its coverage, and leads to the first if it is a later one. */
export function rememberFirst(): void {
  const coverage = document.getElementById("coverage");
  const way = document.querySelector<HTMLAnchorElement>("a.moments");
  const { slug, stream } = coverage?.dataset ?? {};
  const seq = Number(coverage?.dataset.seq);
  // A page of then, or of another kind, has nothing to be kept.
  if (!slug || !stream || !Number.isSafeInteger(seq)) return;
  const first = firstRead(slug);
  if (first === null) {
    keep([...read(), [slug, seq] as const].slice(-MOST));
  } else if (first < seq && way?.dataset.first) {
    const link = document.createElement("a");
    link.className = "first-read";
    link.href = `${way.getAttribute("href")}/${first}`;
    link.textContent = way.dataset.first;
    way.after(link);
  }
}

/** In the order in which they were first seen. */
function read(): (readonly [string, number])[] {
  let kept: unknown;
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
  const isOne = (one: unknown): one is [string, number] =>
    Array.isArray(one) && typeof one[0] === "string" && Number.isSafeInteger(one[1]) && one[1] > 0;
  return Array.isArray(kept) ? kept.filter(isOne) : [];
}

function keep(all: readonly (readonly [string, number])[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // Refused or full.
  }
}
