import { language } from "./language.ts";
import { ownScript } from "./trusted.ts";

/** Lets the worker keep the desk, so that it opens without a network. */
export async function keepForOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(ownScript(`/desk/worker.js?language=${language()}`), { scope: "/desk/", type: "module" });
  } catch (error) {
    // A private window, say. The desk works without, as long as there is a network.
    console.info("the desk is not kept for offline", error);
  }
}
