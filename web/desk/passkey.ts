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
