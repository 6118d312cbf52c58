// Passkeys: the browser's part of signing in without a password.

import { addPasskey, challengeToAdd, challengeToSignIn, signInByPasskey } from "./api/people.ts";
import { Fault } from "./api/fault.ts";
import type { Me, Passkey } from "./api/shapes.ts";
import { t } from "./text.ts";

/** Whether this browser can do it at all. */
export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** Lets the member choose one of their passkeys, and signs in with it. */
export async function signInWithPasskey(): Promise<Me> {
  const { id, options } = await challengeToSignIn();
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return signInByPasskey(id, await told(navigator.credentials.get({ publicKey })));
}

/** How long a challenge is waited with before it is asked for anew, in milliseconds: the server forgets it after ten minutes. */
const FRESH = 9 * 60_000;

/**
 * Has the browser offer passkeys where it fills in the e-mail address, and signs in with the one that
 * is chosen. Resolves with nothing where the browser cannot, or once `end` says so: nobody has asked
 * for anything, so nothing is said of it.
 */
export async function signInFromAutofill(end: AbortSignal): Promise<Me | undefined> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return undefined;
  while (!end.aborted) {
    const challenge = await challengeToSignIn().catch(() => null);
    if (!challenge) return undefined;
    const over = AbortSignal.timeout(FRESH);
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(challenge.options);
    const asked = { publicKey, mediation: "conditional", signal: AbortSignal.any([end, over]) } as const;
    const credential = await navigator.credentials.get(asked).catch(() => null);
    if (credential instanceof PublicKeyCredential) return signInByPasskey(challenge.id, credential.toJSON());
    if (!over.aborted) return undefined;
  }
  return undefined;
}

/** Makes a passkey on this device for the member who is signed in. */
export async function makePasskey(name: string): Promise<Passkey> {
  const { id, options } = await challengeToAdd();
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return addPasskey(id, name, await told(navigator.credentials.create({ publicKey })));
}

/** What the browser made, as JSON. Declining is told apart from breaking. */
async function told(made: Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await made;
    if (credential instanceof PublicKeyCredential) return credential.toJSON();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  throw new Fault({
    code: "passkey_declined",
    status: 0,
    sentence: t("passkey-declined"),
    hint: t("passkey-declined-hint"),
  });
}
