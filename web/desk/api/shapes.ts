// What the API gives and takes, where the desk needs a name for it.

import type { Content } from "../editor/content.ts";
import type { components } from "./schema.ts";

export type Coverage = components["schemas"]["Coverage"] & { readonly reporting?: Reporting };
export type CoveragePatch = components["schemas"]["CoveragePatch"] & { readonly reporting?: Reporting };
export type Lead = NonNullable<Coverage["lead"]>;
export type KeyPoint = components["schemas"]["KeyPoint"];
export type Further = components["schemas"]["Further"];
export type Post = components["schemas"]["Post"];

export type Role = "owner" | "editor" | "reporter" | "contributor" | "viewer";
export type Reporting = "publish" | "submit";

export interface Person {
  readonly id: string;
  readonly name: string;
}

export interface Me extends Person {
  readonly email: string;
  readonly role: Role;
  readonly language: string | null;
  readonly has_password: boolean;
  readonly passkeys: number;
  readonly can_open_coverages: boolean;
}

/** How one can sign in here, and who is. */
export interface Auth {
  readonly setup: boolean;
  readonly sign_in: { readonly password: boolean; readonly passkey: boolean; readonly oidc: { readonly name: string } | null };
  readonly member: Me | null;
}

/** What a one-time link is for. */
export interface Invited {
  readonly kind: "setup" | "invitation" | "recovery";
  readonly email: string | null;
  readonly role: Role;
  readonly name: string | null;
  readonly expires_at: string;
}

export interface Session {
  readonly id: string;
  readonly current: boolean;
  readonly created_at: string;
  readonly seen_at: string;
  readonly user_agent: string | null;
  readonly address: string | null;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly used_at?: string | null;
}

export type Scope = "read" | "draft" | "publish" | "manage" | "admin";

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly coverage: string | null;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly used_at?: string | null;
  /** Only in the answer that makes it. */
  readonly token?: string;
}

export interface Member extends Person {
  readonly email?: string;
  readonly role?: Role;
  readonly disabled?: boolean;
  readonly coverages?: readonly { readonly slug: string; readonly role: Role }[];
  readonly last_seen?: string | null;
}

/** A member at one coverage. */
export interface Placed extends Person {
  readonly role: Role;
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly coverages?: readonly { readonly slug: string; readonly role: Role }[];
  readonly expires_at: string;
  /** Only in the answer that makes it. */
  readonly url?: string;
}

/** A one-time link, shown once. */
export interface OneTimeLink {
  readonly url: string;
  readonly expires_at: string;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly member: Person | null;
  readonly action: string;
  readonly coverage: string | null;
  readonly subject: string | null;
  readonly detail: unknown;
}

export type DraftStatus = "draft" | "submitted" | "changes_requested" | "approved" | "scheduled";
export type DraftRight = "edit" | "submit" | "approve" | "publish" | "schedule" | "delete";

/** A draft without what it says. */
export interface Summary {
  readonly id: string;
  readonly coverage: string;
  readonly revises: string | null;
  readonly base_seq: number | null;
  readonly version: number;
  readonly status: DraftStatus;
  readonly publish_at: string | null;
  readonly embargo_until: string | null;
  readonly author: Person;
  readonly writers: readonly Person[];
  readonly created_at: string;
  readonly updated_at: string;
  readonly updated_by: Person;
  readonly notes: number;
  readonly may: readonly DraftRight[];
  readonly headline: string | null;
  readonly excerpt: string;
  readonly deleted_at?: string | null;
}

export interface Draft extends Omit<Summary, "headline" | "excerpt"> {
  readonly content: Content;
}

export interface Note {
  readonly id: string;
  readonly text: string;
  readonly by: Person;
  readonly at: string;
  readonly edited_at?: string | null;
}

export interface Mention {
  readonly draft: string;
  readonly coverage: string;
  readonly headline?: string | null;
  readonly note: Note;
  readonly by: Person;
  readonly at: string;
  readonly seen: boolean;
}

export interface Handover {
  readonly text: string;
  readonly version: number;
  readonly by: Person | null;
  readonly at: string | null;
}

export interface Completions {
  readonly bylines: readonly string[];
  readonly contributors: readonly string[];
  readonly labels: readonly string[];
  readonly datelines: readonly string[];
}

/** What an attentive colleague would point out before a post goes out. */
export interface Reminders {
  readonly duplicates: readonly { readonly post: string; readonly headline: string | null; readonly excerpt: string; readonly similarity: number }[];
  readonly differences: readonly {
    readonly kind: "figure" | "name";
    readonly here: string;
    readonly before: string;
    readonly post: string;
    readonly excerpt: string;
  }[];
  readonly links: readonly { readonly url: string; readonly problem: string }[];
}

export interface Found {
  readonly kind: "post" | "draft";
  readonly coverage: string;
  readonly id: string;
  readonly headline: string | null;
  /** Text with `<mark>` around what was found. */
  readonly excerpt: string;
  readonly at: string;
  readonly status: string;
}

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly content: Content;
}

export interface Background {
  readonly id: string;
  readonly title: string;
  readonly body: Content["body"];
  readonly version: number;
  readonly used_in?: readonly { readonly coverage: string; readonly post: string }[];
}

export interface Present {
  readonly connection: string;
  readonly member: Person;
  readonly draft: string | null;
  readonly selection: { readonly anchor: number; readonly head: number; readonly version: number } | null;
}

export type NoticeKind = "correction" | "clarification" | "update";

export type BulkResult = components["schemas"]["BulkResult"];
export type Placement = components["schemas"]["Placement"];
