// What the API gives and takes, where the desk needs a name for it.

import type { Content } from "../editor/content.ts";
import type { components } from "./schema.ts";

export type Coverage = components["schemas"]["Coverage"];
export type CoveragePatch = components["schemas"]["CoveragePatch"];
export type Lead = NonNullable<Coverage["lead"]>;
export type Theme = components["schemas"]["ThemeNamed"];
export type KeyPoint = components["schemas"]["KeyPoint"];
export type Further = components["schemas"]["Further"];
export type Post = components["schemas"]["Post"];

export type Role = "owner" | "editor" | "reporter" | "contributor" | "viewer";
export type Reporting = "publish" | "submit";

type Schemas = components["schemas"];
/** A shape of the API whose role is one of those that the desk knows. */
type WithRole<T> = Omit<T, "role"> & { readonly role: Role };

export type Person = Schemas["Person"];
export type Me = WithRole<Schemas["Me"]>;
/** How one can sign in here, and who is. */
export type Auth = Omit<Schemas["Auth"], "member"> & { readonly member: Me | null };
/** What a one-time link is for. */
export type Invited = WithRole<Schemas["LinkSeen"]>;
export type Session = Schemas["SessionSeen"];

export type Passkey = Schemas["PasskeySeen"];

export type Scope = "read" | "draft" | "publish" | "manage" | "admin";
export type Token = Schemas["TokenSeen"];
/** A token as it is shown once. */
export type TokenMade = Schemas["TokenMade"];
/** A member; more than the name is told to owners only. */
export type Member = Person & Partial<WithRole<Schemas["MemberDetails"]>>;
/** Who works at a coverage, and what the asker may do there. */
export type Team = Omit<Schemas["Team"], "reporting" | "role" | "may" | "members" | "owners"> & {
  readonly reporting: Reporting;
  readonly role: Role;
  readonly may: readonly Permission[];
  readonly members: readonly Teammate[];
  readonly owners: readonly Teammate[];
};
export type Teammate = WithRole<Schemas["Teammate"]>;
/** Something that takes a right at a coverage. */
export type Permission = "read" | "draft" | "see_drafts" | "publish_own" | "publish" | "manage";
export type Invitation = WithRole<Schemas["InvitationSeen"]>;
/** An invitation with its link, which is shown once. */
export type InvitationMade = WithRole<Schemas["InvitationMade"]>;
export type OneTimeLink = Schemas["LinkMade"];
export type AuditEntry = Schemas["AuditEntry"];

export type DraftStatus = "draft" | "submitted" | "changes_requested" | "approved" | "scheduled";
export type DraftRight = "edit" | "submit" | "approve" | "return" | "recall" | "publish" | "schedule" | "unschedule" | "delete";

/** A draft without what it says. */
export type Summary = Omit<Schemas["DraftSummary"], "status" | "may"> & {
  readonly status: DraftStatus;
  readonly may: readonly DraftRight[];
};
export type Draft = Summary & { readonly content: Content };
export type Note = Schemas["Note"];
export type Mention = Schemas["Mention"];
export type Handover = Schemas["Handover"];
export type Completions = Schemas["Completions"];

/** What an attentive colleague would point out before a post goes out. */
export type Reminders = Schemas["Reminders"];
export type Found = Schemas["SearchResult"];
export type Template = Omit<Schemas["Template"], "content"> & { readonly content: Content };
export type Background = Omit<Schemas["Background"], "body"> & { readonly body: Content["body"] };

export interface Present {
  readonly connection: string;
  readonly member: Person;
  readonly draft: string | null;
  readonly selection: { readonly anchor: number; readonly head: number; readonly version: number } | null;
}

export type NoticeKind = "correction" | "clarification" | "update";

export type BulkResult = components["schemas"]["BulkResult"];
export type Placement = components["schemas"]["Placement"];

/** A server that is told of what is published. */
export type Webhook = Schemas["Webhook"];
/** A webhook with its secret, which is shown once. */
export type WebhookMade = Schemas["WebhookMade"];
export type Webhooks = Schemas["Webhooks"];
export type NewWebhook = Schemas["NewWebhook"];
export type Resumption = Schemas["Resumption"];
export type Delivery = Schemas["Delivery"];
export type Pong = Schemas["Pong"];

/** A coverage of another server that is followed, or was. */
export type Following = Omit<Schemas["Following"], "state"> & { readonly state: "following" | "stopped" | "left" };
export type NewFollowing = Schemas["NewFollowing"];

/** An address by which the messages of a chat become drafts. */
export type Inlet = Schemas["Inlet"];
/** An inlet with its address, which is shown once. */
export type InletMade = Schemas["InletMade"];

/** A feed that a coverage watches. */
export type WatchedFeed = Schemas["WatchedFeed"];
/** An item of such a feed that waits for the desk. */
export type Suggestion = Schemas["Suggestion"];
