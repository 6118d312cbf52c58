/** Lets the worker keep the desk, so that it opens without a network. */
export async function keepForOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(trusted("/desk/worker.js"), { scope: "/desk/", type: "module" });
  } catch (error) {
    // A private window, say. The desk works without, as long as there is a network.
    console.info("the desk is not kept for offline", error);
  }
}

/** The page's policy takes an address of a script only from here. */
function trusted(address: string): string {
  interface Policy {
    createScriptURL(address: string): string;
  }
  interface Factory {
    createPolicy(name: string, rules: { createScriptURL(address: string): string }): Policy;
  }
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  const policy = factory?.createPolicy("stet-worker", { createScriptURL: (given) => given });
  return policy?.createScriptURL(address) ?? address;
}
