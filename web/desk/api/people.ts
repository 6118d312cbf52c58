// Who is at the desk, and how they come in.

import { send } from "./client.ts";
import type {
  AuditEntry,
  Auth,
  Invitation,
  Invited,
  Me,
  Member,
  Mention,
  OneTimeLink,
  Passkey,
  Placed,
  Role,
  Scope,
  Session,
  Token,
} from "./shapes.ts";

export const readAuth = (): Promise<Auth> => send("GET", "/auth");
export const signIn = (email: string, password: string): Promise<Me> => send("POST", "/auth/sign-in", { email, password });
export const signOut = (): Promise<void> => send("POST", "/auth/sign-out", {});
export const lookAtLink = (token: string): Promise<Invited> => send("POST", "/auth/link", { token });
export const acceptLink = (fields: { token: string; email?: string; name: string; password?: string }): Promise<Me> =>
  send("POST", "/auth/link/accept", fields);

/** What the browser is to sign, and the name under which the server keeps it meanwhile. */
export interface Challenge<Options> {
  readonly id: string;
  readonly options: Options;
}
export const challengeToSignIn = (): Promise<Challenge<{ publicKey: PublicKeyCredentialRequestOptionsJSON }>> =>
  send("POST", "/auth/passkey/challenge", {});
export const signInByPasskey = (id: string, credential: unknown): Promise<Me> => send("POST", "/auth/passkey", { id, credential });
export const challengeToAdd = (): Promise<Challenge<{ publicKey: PublicKeyCredentialCreationOptionsJSON }>> =>
  send("POST", "/me/passkeys/challenge", {});
export const addPasskey = (id: string, name: string, credential: unknown): Promise<Passkey> =>
  send("POST", "/me/passkeys", { id, name, credential });

export const amendMe = (fields: {
  name?: string;
  language?: string;
  password?: { current?: string; new: string };
}): Promise<Me> => send("PATCH", "/me", fields);
export const readSessions = (): Promise<Session[]> => list(send("GET", "/me/sessions"), "sessions");
export const endSession = (id: string): Promise<void> => send("DELETE", `/me/sessions/${id}`);
export const readPasskeys = (): Promise<Passkey[]> => list(send("GET", "/me/passkeys"), "passkeys");
export const removePasskey = (id: string): Promise<void> => send("DELETE", `/me/passkeys/${id}`);
export const readTokens = (): Promise<Token[]> => list(send("GET", "/me/tokens"), "tokens");
export const makeToken = (fields: {
  name: string;
  scopes: Scope[];
  coverage?: string;
  expires_at?: string;
}): Promise<Token> => send("POST", "/me/tokens", fields);
export const revokeToken = (id: string): Promise<void> => send("DELETE", `/me/tokens/${id}`);

export const readMentions = (): Promise<Mention[]> => list(send("GET", "/me/mentions"), "mentions");
export const seeMentions = (until: string): Promise<void> => send("POST", "/me/mentions/seen", { until });

export const readMembers = (): Promise<Member[]> => list(send("GET", "/members"), "members");
export const amendMember = (id: string, fields: { name?: string; role?: Role; disabled?: boolean }): Promise<Member> =>
  send("PATCH", `/members/${id}`, fields);
export const makeRecoveryLink = (id: string): Promise<OneTimeLink> => send("POST", `/members/${id}/link`, {});
export const readInvitations = (): Promise<Invitation[]> => list(send("GET", "/invitations"), "invitations");
export const invite = (fields: {
  email: string;
  role: Role;
  coverages?: { slug: string; role: Role }[];
}): Promise<Invitation> => send("POST", "/invitations", fields);
export const withdrawInvitation = (id: string): Promise<void> => send("DELETE", `/invitations/${id}`);
export const readAudit = (before?: string): Promise<AuditEntry[]> =>
  list(send("GET", `/audit?limit=100${before ? `&before=${encodeURIComponent(before)}` : ""}`), "entries");

const places = (slug: string): string => `/coverages/${encodeURIComponent(slug)}/members`;
export const readPlaces = (slug: string): Promise<Placed[]> => list(send("GET", places(slug)), "members");
export const givePlace = (slug: string, member: string, role: Role): Promise<void> =>
  send("PUT", `${places(slug)}/${member}`, { role });
export const takePlace = (slug: string, member: string): Promise<void> => send("DELETE", `${places(slug)}/${member}`);

/** The list in an answer, which stands alone or under its name. */
async function list<T>(answer: Promise<unknown>, name: string): Promise<T[]> {
  const got = await answer;
  if (Array.isArray(got)) return got as T[];
  return ((got as Record<string, T[]> | undefined)?.[name] ?? []) as T[];
}
