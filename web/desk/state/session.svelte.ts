import { asFault, type Fault } from "../api/fault.ts";
import { readAuth, signOut } from "../api/people.ts";
import type { Auth, Me } from "../api/shapes.ts";

/** Who is at this desk. */
class Session {
  /** How one can sign in here; null until the server has said. */
  auth = $state.raw<Auth | null>(null);
  /** Why the server could not be asked. */
  fault = $state.raw<Fault | null>(null);

  /** The one who is signed in. */
  get me(): Me | null {
    return this.auth?.member ?? null;
  }

  get isOwner(): boolean {
    return this.me?.role === "owner";
  }

  /** Whether they may write what is for the whole newsroom. */
  get isEditor(): boolean {
    return this.isOwner || this.me?.role === "editor";
  }

  /** Asks the server who is here. */
  async load(): Promise<void> {
    try {
      this.auth = await readAuth();
      this.fault = null;
    } catch (error) {
      this.fault = asFault(error);
    }
  }

  /** Takes in who has come. */
  enter(me: Me): void {
    // A session may have ended without a word, and left another's coverages here.
    forget();
    if (this.auth) this.auth = { ...this.auth, setup: false, member: me };
  }

  /** Goes, and leaves nothing to read behind on this device. */
  async leave(): Promise<void> {
    forget();
    await signOut();
    forget();
    if (this.auth) this.auth = { ...this.auth, member: null };
  }
}

/** Has the worker let go of what the API said. */
function forget(): void {
  navigator.serviceWorker?.controller?.postMessage("forget");
}

export const session = new Session();
