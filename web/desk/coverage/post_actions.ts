/** What can be done to a published post. */
export type PostAction = "edit" | "pin" | "unpin" | "mark" | "unmark" | "copy" | "placement" | "withdraw" | "unpublish" | "redact";
