// Keeps the desk itself, and what was last seen of coverages and drafts, for when there is no network.
//
// Files with a hash in their name never change and are answered from the cache. The page and what the
// API said are asked for anew each time; the copy is for when nobody answers.

// A module, so that `self` can be said to be what it is here.
export {};

declare const self: ServiceWorkerGlobalScope;

/** The files that the build made; it writes their names here. */
declare const __SHELL__: readonly string[];

/** The language that the desk speaks on this device; the words of the others are not kept. */
const LANGUAGE = new URL(self.location.href).searchParams.get("language") ?? "en";
const FILES = __SHELL__.filter((name) => !name.startsWith("assets/words-") || name.startsWith(`assets/words-${LANGUAGE}-`));
const PAGE = "/desk/";
const SHELL = `desk-${LANGUAGE}-${FILES.map((name) => name.replace(/^.*-(.*)\..*$/, "$1")).join("")}`;
/** What the API last said: for this device alone, and gone when somebody signs out. */
const SEEN = "desk-seen";
/** What can be read without a network: what one sees first, and no more. */
const READABLE = [
  /^\/api\/v1\/auth$/,
  /^\/api\/v1\/coverages$/,
  /^\/api\/v1\/coverages\/[^/]+$/,
  /^\/api\/v1\/coverages\/[^/]+\/(posts|drafts|handover|members)$/,
  /^\/api\/v1\/coverages\/[^/]+\/drafts\/[^/]+$/,
  /^\/api\/v1\/templates$/,
];
/** How long the network may take before the copy is shown, in milliseconds. */
const PATIENCE = 4000;
/** How many answers are kept; those that came first go first. */
const MOST_SEEN = 200;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(SHELL);
      await cache.addAll([PAGE, ...FILES.map((name) => PAGE + name)]);
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith("desk-") && name !== SHELL && name !== SEEN);
      await Promise.all(old.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  // Whoever goes, or comes, leaves and finds nothing to read of another at this device.
  if (event.data === "forget") event.waitUntil(caches.delete(SEEN));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith(`${PAGE}assets/`)) event.respondWith(file(request));
  else if (request.mode === "navigate" && pathname.startsWith("/desk")) event.respondWith(page(request));
  else if (READABLE.some((readable) => readable.test(pathname))) event.respondWith(seen(event));
});

/** A file with a hash in its name. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** The desk's page, whatever screen was asked for. The copy is the one that goes with the kept files. */
async function page(request: Request): Promise<Response> {
  const kept = await caches.match(PAGE);
  return kept ? inTime(fetch(request), () => kept) : fetch(request);
}

/** What the API says, or what it said last. */
async function seen(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const cache = await caches.open(SEEN);
  const kept = await cache.match(request);
  const asked = fetch(request);
  // Whoever asked does not wait for the copy to be made.
  event.waitUntil(asked.then((answer) => remember(cache, request, answer.clone())).catch(() => undefined));
  return kept ? inTime(asked, () => earlier(kept)) : asked;
}

async function remember(cache: Cache, request: Request, answer: Response): Promise<void> {
  if (answer.ok) {
    await cache.put(request, answer);
    const keys = await cache.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_SEEN)).map((key) => cache.delete(key)));
  } else if (answer.status === 401) {
    // The session is over, and with it the right to read any of it.
    await caches.delete(SEEN);
  } else if (answer.status === 403 || answer.status === 404) {
    await cache.delete(request);
  }
}

function earlier(kept: Response): Response {
  const headers = new Headers(kept.headers);
  headers.set("x-stet-seen", "earlier");
  return new Response(kept.body, { status: kept.status, headers });
}

/** The answer, or the copy if nobody answers or not in time. Where there is no copy, patience has no end. */
function inTime(asked: Promise<Response>, copy: () => Response): Promise<Response> {
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(copy()), PATIENCE));
  return Promise.race([asked.catch(copy), late]);
}
