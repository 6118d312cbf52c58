// Pages that can be read without a network. The worker keeps them; here is what the open page does for it:
// it has it start, tells it what was shown, and tells the reader of a copy.

/** How often a page that changes is kept anew while it is open, in milliseconds; it is when it is left as well. */
const OFTEN = 5 * 60_000;

/** How long a screen reader is given to tell of the page before it is told of the copy, in milliseconds. */
const BREATH = 1_000;

/** Begins; the script that loads this has what is told of the address of a script, and what keeps a reader's place. */
export function keepPages(ownScript: (address: string) => string, keepPlace: (change: () => void) => void): void {
  tellOfCopy(keepPlace);
  const { serviceWorker } = navigator;
  // There is none in a window that leaves no traces, nor without TLS.
  if (!serviceWorker) return;
  const { worker } = document.documentElement.dataset;
  if (worker === undefined) return void forget(serviceWorker);
  // What was loaded before there was a worker, it has not seen.
  const isFirst = !serviceWorker.controller;
  serviceWorker.register(ownScript(worker)).then(
    () => tellWhatIsShown(serviceWorker, isFirst),
    // Refused by the browser's settings: the page works all the same.
    () => undefined,
  );
}

/** The newsroom has switched it off: nothing stays behind. */
async function forget(workers: ServiceWorkerContainer): Promise<void> {
  const all = await workers.getRegistrations();
  const ours = all.filter(({ scope }) => new URL(scope).pathname === "/");
  if (ours.length === 0) return;
  const kept = (await caches.keys()).filter((name) => name.startsWith("reader-"));
  await Promise.all([...ours.map((one) => one.unregister()), ...kept.map((name) => caches.delete(name))]);
}

async function tellWhatIsShown(workers: ServiceWorkerContainer, isFirst: boolean): Promise<void> {
  const { active } = await workers.ready;
  const [url = ""] = location.href.split("#");
  const keep = (pictures: readonly string[]): void => (workers.controller ?? active)?.postMessage({ keep: url, pictures });
  const loaded = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  if (isFirst) keep(loaded.flatMap(({ initiatorType, name }) => (initiatorType === "img" ? [name] : [])));

  const coverage = document.getElementById("coverage");
  let seq = coverage?.dataset.seq;
  const keepIfChanged = (): void => {
    if (coverage?.dataset.seq === seq || !navigator.onLine) return;
    seq = coverage?.dataset.seq;
    keep([]);
  };
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepIfChanged());
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  if (!connection?.saveData) setInterval(keepIfChanged, OFTEN);
}

/** Says once that this is a copy, and takes the note away once the page is up to date. */
function tellOfCopy(keepPlace: (change: () => void) => void): void {
  const note = document.getElementById("saved");
  if (!note || note.hidden) return;
  const announcer = document.getElementById("announcer");
  const words = [...note.childNodes].flatMap((node) => (node.nodeName === "A" ? [] : [node.textContent]));
  setTimeout(() => {
    if (announcer) announcer.textContent = words.join("").trim();
  }, BREATH);
  const connection = document.getElementById("connection");
  if (!connection) return;
  const look = (): void => {
    if (!["live", "polling", "stopped"].includes(connection.dataset.mode ?? "")) return;
    watch.disconnect();
    keepPlace(() => note.remove());
  };
  const watch = new MutationObserver(look);
  watch.observe(connection, { attributeFilter: ["data-mode"] });
  look();
}
