// Who is at the desk, and how they come in.

import { api, ask } from "./client.ts";
import type {
  AuditEntry,
  Auth,
  Invitation,
  InvitationMade,
  Invited,
  Me,
  Member,
  Mention,
  OneTimeLink,
  Passkey,
  Reporting,
  Role,
  Scope,
  Session,
  Team,
  Token,
  TokenMade,
} from "./shapes.ts";

const of = (id: string): { params: { path: { id: string } } } => ({ params: { path: { id } } });
const at = (slug: string): { params: { path: { slug: string } } } => ({ params: { path: { slug } } });

// The description has roles and the like as plain strings; here they are those that the desk knows.

export const readAuth = async (): Promise<Auth> => (await ask(api.GET("/api/v1/auth"))) as Auth;
export const signIn = async (email: string, password: string): Promise<Me> =>
  (await ask(api.POST("/api/v1/auth/sign-in", { body: { email, password } }))) as Me;
export const signOut = (): Promise<unknown> => ask(api.POST("/api/v1/auth/sign-out"));
export const lookAtLink = async (token: string): Promise<Invited> =>
  (await ask(api.POST("/api/v1/auth/link", { body: { token } }))) as Invited;
export const acceptLink = async (body: { token: string; email?: string; name: string; password?: string }): Promise<Me> =>
  (await ask(api.POST("/api/v1/auth/link/accept", { body }))) as Me;

/** What the browser is to sign, and the name under which the server keeps it meanwhile. */
export interface Challenge<Options> {
  readonly id: string;
  readonly options: Options;
}
export const challengeToSignIn = async (): Promise<Challenge<PublicKeyCredentialRequestOptionsJSON>> =>
  (await ask(api.POST("/api/v1/auth/passkey/challenge"))) as Challenge<PublicKeyCredentialRequestOptionsJSON>;
export const signInByPasskey = async (id: string, credential: unknown): Promise<Me> =>
  (await ask(api.POST("/api/v1/auth/passkey", { body: { id, credential } }))) as Me;
export const challengeToAdd = async (): Promise<Challenge<PublicKeyCredentialCreationOptionsJSON>> =>
  (await ask(api.POST("/api/v1/me/passkeys/challenge"))) as Challenge<PublicKeyCredentialCreationOptionsJSON>;
export const addPasskey = (id: string, name: string, credential: unknown): Promise<Passkey> =>
  ask(api.POST("/api/v1/me/passkeys", { body: { id, name, credential } }));
export const readPasskeys = async (): Promise<Passkey[]> => (await ask(api.GET("/api/v1/me/passkeys"))).passkeys;
export const removePasskey = (id: string): Promise<unknown> => ask(api.DELETE("/api/v1/me/passkeys/{id}", of(id)));

export const amendMe = async (body: { name?: string; password?: { current?: string; new: string } }): Promise<Me> =>
  (await ask(api.PATCH("/api/v1/me", { body }))) as Me;
export const readSessions = async (): Promise<Session[]> => (await ask(api.GET("/api/v1/me/sessions"))).sessions;
export const endSession = (id: string): Promise<unknown> => ask(api.DELETE("/api/v1/me/sessions/{id}", of(id)));
export const readTokens = async (): Promise<Token[]> => (await ask(api.GET("/api/v1/me/tokens"))).tokens;
export const makeToken = (body: {
  name: string;
  scopes: Scope[];
  coverage?: string;
  expires_at?: string;
}): Promise<TokenMade> => ask(api.POST("/api/v1/me/tokens", { body }));
export const revokeToken = (id: string): Promise<unknown> => ask(api.DELETE("/api/v1/me/tokens/{id}", of(id)));

export const readMentions = async (): Promise<Mention[]> => (await ask(api.GET("/api/v1/me/mentions"))).mentions;
export const seeMentions = (until: string): Promise<unknown> => ask(api.POST("/api/v1/me/mentions/seen", { body: { until } }));

export const readMembers = async (): Promise<Member[]> => (await ask(api.GET("/api/v1/members"))).members as Member[];
export const amendMember = (id: string, body: { name?: string; role?: Role; disabled?: boolean }): Promise<unknown> =>
  ask(api.PATCH("/api/v1/members/{id}", { ...of(id), body }));
export const makeRecoveryLink = (id: string): Promise<OneTimeLink> => ask(api.POST("/api/v1/members/{id}/link", of(id)));
export const readInvitations = async (): Promise<Invitation[]> =>
  (await ask(api.GET("/api/v1/invitations"))).invitations as Invitation[];
export const invite = async (body: {
  email: string;
  role: Role;
  coverages?: { slug: string; role: Role }[];
}): Promise<InvitationMade> => (await ask(api.POST("/api/v1/invitations", { body }))) as InvitationMade;
export const withdrawInvitation = (id: string): Promise<unknown> => ask(api.DELETE("/api/v1/invitations/{id}", of(id)));
export async function readAudit(before?: number): Promise<AuditEntry[]> {
  const query = before === undefined ? { limit: 100 } : { limit: 100, before };
  return (await ask(api.GET("/api/v1/audit", { params: { query } }))).entries;
}

export const readTeam = async (slug: string): Promise<Team> =>
  (await ask(api.GET("/api/v1/coverages/{slug}/members", at(slug)))) as Team;
export const setReporting = async (slug: string, reporting: Reporting): Promise<Team> =>
  (await ask(api.PATCH("/api/v1/coverages/{slug}/members", { ...at(slug), body: { reporting } }))) as Team;
export const givePlace = (slug: string, member_id: string, role: Role): Promise<unknown> =>
  ask(api.PUT("/api/v1/coverages/{slug}/members/{member_id}", { params: { path: { slug, member_id } }, body: { role } }));
export const takePlace = (slug: string, member_id: string): Promise<unknown> =>
  ask(api.DELETE("/api/v1/coverages/{slug}/members/{member_id}", { params: { path: { slug, member_id } } }));
