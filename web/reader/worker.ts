// Keeps the pages that were seen last, with their pictures, for when there is no network.
//
// Pages are asked of the network each time, and the copy is for when it does not answer. Streams, changes,
// the desk and the API are left alone. Files whose names hold their hash are answered from what is kept.

// A module, so that `self` can be said to be what it is here.
export {};

declare const self: ServiceWorkerGlobalScope;

/** The files of the reader's script; the build writes their names here. */
declare const __FILES__: readonly string[];
const SCRIPT = __FILES__;

/** What is kept, in this form. A worker that keeps it in another counts on, and deletes this. */
const FORMAT = "reader-1-";
const PAGES = `${FORMAT}pages`;
const FILES = `${FORMAT}files`;
const PICTURES = `${FORMAT}pictures`;

/** How much is kept: what was used the longest ago goes first. Sizes are in bytes. */
const MOST = {
  [PAGES]: { number: 40, bytes: 10_000_000, each: 2_000_000 },
  [FILES]: { number: 60, bytes: 5_000_000, each: 1_000_000 },
  [PICTURES]: { number: 200, bytes: 25_000_000, each: 2_000_000 },
} as const;

/** What is said where there is no copy. */
const OFFLINE = "/offline";
/** The pages that are kept: the list of coverages, coverages, and posts, whole or in words alone. */
const READABLE = /^(\/text)?(\/|\/live\/[^/.]+(\/post\/[^/]+)?)?$/;
/** What is no page of a reader's. */
const ELSEWHERE = /^\/(desk|api|media|assets)(\/|$)/;
/** Answers that a server does not give by itself: whoever stands before it cannot reach it. */
const UNREACHED: readonly number[] = [502, 503, 504];
/** How long the network may take where there is a copy, in milliseconds. */
const PATIENCE = 8_000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const offline = await fetch(OFFLINE, { cache: "no-cache" });
      if (!offline.ok) throw new Error(`${OFFLINE} is answered with ${offline.status}`);
      await keepFiles(SCRIPT);
      const html = await offline.text();
      await keepFiles(filesOf(html));
      await put(FILES, OFFLINE, html, offline);
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith("reader-") && !(name in MOST));
      await Promise.all(old.map((name) => caches.delete(name)));
      // A page is asked for while the worker still starts.
      await self.registration.navigationPreload?.enable();
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (!ELSEWHERE.test(pathname)) event.respondWith(page(event));
  } else if (pathname.startsWith("/assets/")) event.respondWith(file(request));
  else if (request.destination === "image" && pathname.startsWith("/media/")) event.respondWith(picture(event));
});

self.addEventListener("message", (event) => {
  const { keep, pictures } = event.data as { readonly keep: string; readonly pictures: readonly string[] };
  event.waitUntil(
    (async () => {
      if (isKept(keep)) await keepPage(keep, await fetch(keep, { cache: "no-cache" }));
      for (const url of pictures.slice(-MOST[PICTURES].number)) {
        if (isPicture(url)) await keepPicture(url, await fetch(url, { cache: "force-cache" }));
      }
      // Without a network the copy that there is stays.
    })().catch(() => undefined),
  );
});

/** The page that the network has, the copy of it, or what is said where there is neither. */
async function page(event: FetchEvent): Promise<Response> {
  const { url } = event.request;
  const kept = isKept(url) ? await find(PAGES, url) : undefined;
  const asked = askForPage(event);
  // What comes too late is kept all the same.
  event.waitUntil(asked);
  const answer = await (kept ? Promise.race([asked, late()]) : asked);
  if (answer && !(kept && UNREACHED.includes(answer.status))) return answer;
  return kept ? copy(kept, url) : withoutCopy(url);
}

async function askForPage(event: FetchEvent): Promise<Response | null> {
  const { url } = event.request;
  try {
    const preloaded = (await event.preloadResponse) as Response | undefined;
    const answer = preloaded ?? (await fetch(event.request));
    const keeping = isKept(url) ? keepPage(url, answer.clone()) : Promise.resolve();
    event.waitUntil(keeping.catch(() => undefined).then(leaveIfUnwanted));
    return answer;
  } catch {
    // No network, or no server.
    return null;
  }
}

async function late(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE));
}

/** Keeps what everybody may read; what is not there any more is let go. */
async function keepPage(url: string, answer: Response): Promise<void> {
  if (answer.status === 404 || answer.status === 410) {
    await (await caches.open(PAGES)).delete(url);
    return;
  }
  const isPublic = /\bpublic\b/.test(answer.headers.get("cache-control") ?? "");
  const isPage = answer.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (answer.status !== 200 || answer.redirected || !isPublic || !isPage) return;
  const html = await answer.text();
  await put(PAGES, url, html, answer);
  await keepFiles(filesOf(html));
}

/** A kept page, which says so. */
async function copy(kept: Response, url: string): Promise<Response> {
  const html = await kept.text();
  const time = timeOf(kept, html);
  const told = html.replace(/(<p id="saved"[^>]*?) hidden([^>]*>)(.*?)<\/p>/s, (_, head: string, rest: string, words: string) =>
    `${head}${rest}${words.replace("{time}", () => time).replace("<a>", () => `<a href="${escaped(pathOf(url))}">`)}</p>`,
  );
  return new Response(told, { headers: kept.headers });
}

/** Says that there is no copy, and what can be read instead. */
async function withoutCopy(url: string): Promise<Response> {
  const kept = await find(FILES, OFFLINE);
  if (!kept) return Response.error();
  const html = await kept.text();
  const pages = await caches.open(PAGES);
  const items = await Promise.all([...(await pages.keys())].reverse().map(async (request) => {
    const page = await pages.match(request);
    const title = decodeURIComponent(page?.headers.get("x-stet-title") ?? "");
    const path = escaped(pathOf(request.url));
    return page ? `<li><a href="${path}"><bdi>${title || path}</bdi></a> <small>${timeOf(page, html)}</small></li>` : "";
  }));
  let told = html.replace('<a id="again">', () => `<a id="again" href="${escaped(pathOf(url))}">`);
  if (items.length > 0) {
    told = told.replace('<section id="kept" hidden>', '<section id="kept">').replace("<ul></ul>", () => `<ul>${items.join("")}</ul>`);
  }
  return new Response(told, { status: 503, headers: kept.headers });
}

/** A file whose name holds its hash. */
async function file(request: Request): Promise<Response> {
  return (await find(FILES, request.url)) ?? fetch(request);
}

/** A picture; without a network the copy, or one of the same in another width. */
async function picture(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const { url } = request;
  try {
    const answer = await fetch(request);
    event.waitUntil(keepPicture(url, answer.clone()).catch(() => undefined));
    return answer;
  } catch {
    const kept = await find(PICTURES, url);
    if (kept) return kept;
    const pictures = await caches.open(PICTURES);
    const same = url.replace(/\/[^/]*\.[a-z]+(\?.*)?$/, "/");
    const other = (await pictures.keys()).findLast((one) => one.url.startsWith(same));
    return (other && (await pictures.match(other))) ?? Response.error();
  }
}

/** Keeps what anybody may keep: what only members see is not to be stored. */
async function keepPicture(url: string, answer: Response): Promise<void> {
  const isStored = !/no-store/.test(answer.headers.get("cache-control") ?? "");
  const isWhole = answer.status === 200 && (answer.headers.get("content-type")?.startsWith("image/") ?? false);
  if (isStored && isWhole) await put(PICTURES, url, await answer.blob(), answer);
}

/** The files that a page names. */
function filesOf(html: string): string[] {
  return [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
}

async function keepFiles(paths: readonly string[]): Promise<void> {
  const files = await caches.open(FILES);
  for (const path of paths) {
    if (await files.match(path)) continue;
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(`${path} is answered with ${answer.status}`);
    await put(FILES, path, await answer.blob(), answer);
  }
}

/** Puts it at the end of what is kept, and lets go of what there is no more room for. */
async function put(name: keyof typeof MOST, url: string, body: string | Blob, answer: Response): Promise<void> {
  const most = MOST[name];
  const blob = new Blob([body]);
  if (blob.size > most.each || hasLeft) return;
  const headers = new Headers({ "x-stet-size": String(blob.size), "x-stet-at": new Date().toISOString() });
  for (const header of ["content-type", "content-security-policy", "x-content-type-options", "referrer-policy"]) {
    const value = answer.headers.get(header);
    if (value !== null) headers.set(header, value);
  }
  if (typeof body === "string") headers.set("x-stet-title", encodeURIComponent(/<title>(.*?)( – [^–]*)?<\/title>/s.exec(body)?.[1] ?? ""));
  const cache = await caches.open(name);
  await cache.delete(url);
  await cache.put(url, new Response(blob, { headers }));
  const [keys, room] = [[...(await cache.keys())].reverse(), { number: most.number, bytes: most.bytes }];
  for (const key of keys) {
    room.number -= 1;
    room.bytes -= Number((await cache.match(key))?.headers.get("x-stet-size"));
    const isOwn = name === FILES && [OFFLINE, ...SCRIPT].includes(pathOf(key.url));
    if (!isOwn && (room.number < 0 || room.bytes < 0)) await cache.delete(key);
  }
}

async function find(cacheName: string, url: string): Promise<Response | undefined> {
  return caches.match(url, { cacheName });
}

/** Whether a page is one of those that are kept. What is news since some moment is true at that moment only. */
function isKept(url: string): boolean {
  const { origin, pathname, searchParams } = new URL(url, self.location.href);
  return origin === self.location.origin && READABLE.test(pathname) && !searchParams.has("since");
}

function isPicture(url: string): boolean {
  const { origin, pathname } = new URL(url, self.location.href);
  return origin === self.location.origin && pathname.startsWith("/media/");
}

/** When a copy was made, in the language of a page: the time of day, with the date on another day. */
function timeOf(kept: Response, page: string): string {
  const at = new Date(kept.headers.get("x-stet-at") ?? 0);
  const today = at.toDateString() === new Date().toDateString();
  // Of 24 hours, as the server writes times.
  const day: Intl.DateTimeFormatOptions = today ? {} : { day: "numeric", month: "short", year: "numeric" };
  const format: Intl.DateTimeFormatOptions = { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const [, language = ""] = /<p id="saved"[^>]* lang="([^"]*)"/.exec(page) ?? [];
  const digits = language === "ar" ? "-u-nu-latn" : "";
  return `<time datetime="${at.toISOString()}">${escaped(new Intl.DateTimeFormat((language || "en") + digits, format).format(at))}</time>`;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

let hasAsked = false;
/** It still answers the pages that are open, and keeps nothing more. */
let hasLeft = false;

/**
 * Goes, and forgets what it kept, where the server has no worker any more, or an empty one: browsers
 * alone would stay with what they have. It is asked once in each life, which is short.
 */
async function leaveIfUnwanted(): Promise<void> {
  if (hasAsked) return;
  hasAsked = true;
  try {
    const answer = await fetch(self.location.href, { cache: "no-cache" });
    const isGone = answer.status === 404 || answer.status === 410 || (answer.ok && (await answer.text()).trim() === "");
    if (!isGone) return;
    hasLeft = true;
    const kept = (await caches.keys()).filter((name) => name.startsWith("reader-"));
    await Promise.all(kept.map((name) => caches.delete(name)));
    await self.registration.unregister();
  } catch {
    // Nobody answers: that says nothing.
  }
}
