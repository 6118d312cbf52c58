import type { Reporting, Role } from "./api/shapes.ts";

/** Something that takes a right at a coverage. The server decides; this is for what to show. */
export type Permission = "read" | "draft" | "see-drafts" | "publish-own" | "publish" | "manage";

const RIGHTS: Record<Role, readonly Permission[]> = {
  viewer: ["read"],
  contributor: ["read", "draft"],
  reporter: ["read", "draft", "see-drafts"],
  editor: ["read", "draft", "see-drafts", "publish-own", "publish", "manage"],
  owner: ["read", "draft", "see-drafts", "publish-own", "publish", "manage"],
};

/** How a member stands at a coverage. */
export interface Standing {
  readonly role: Role;
  readonly reporting: Reporting;
}

/** Whether somebody who stands so may do that. */
export function may({ role, reporting }: Standing, permission: Permission): boolean {
  if (permission === "publish-own" && role === "reporter") return reporting === "publish";
  return RIGHTS[role].includes(permission);
}
