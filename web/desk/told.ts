import type { Fault } from "./api/fault.ts";
import { language } from "./language.ts";
import { t } from "./text.ts";

/** What is said of a fault: what is wrong, and the way out. */
export interface Told {
  readonly sentence: string;
  readonly hint: string | undefined;
  /** The language of both, where it is not the desk's. */
  readonly language: "en" | undefined;
}

/** A fault in the desk's language where the desk itself found it; the server's are in English, and say so. */
export function told({ code, status, sentence, hint, field, language: of }: Fault): Told {
  switch (code) {
    case "empty":
      // The one refusal that everybody meets sooner or later: a headline was written, and nothing under it.
      if (field === "body") return ours(t("fault-no-words"), t("fault-no-words-hint"));
      break;
    case "slug_taken":
      return ours(t("fault-slug-taken"), t("fault-slug-taken-hint"));
    case "offline":
      return ours(t("fault-offline"), t("fault-offline-hint"));
    case "unreadable":
      return ours(t("fault-unreadable", { status: String(status) }), t("fault-unreadable-hint"));
    case "broken":
      return ours(t("fault-broken"), t("fault-broken-hint"));
    default:
      break;
  }
  return { sentence, hint, language: of === language() ? undefined : of };
}

function ours(sentence: string, hint: string): Told {
  return { sentence, hint, language: undefined };
}
