// Served as /worker.js where Stet keeps no pages on readers' devices: takes the place of a worker that
// is there from before, forgets what that kept, and goes.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const kept = (await caches.keys()).filter((name) => name.startsWith("reader-"));
      await Promise.all(kept.map((name) => caches.delete(name)));
      await self.registration.unregister();
    })(),
  );
});
