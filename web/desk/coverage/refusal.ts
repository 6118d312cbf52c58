// What the editor could not do, in words for the one who writes.

import { asFault, Fault, unreached } from "../api/fault.ts";
import { Refused, Unreachable } from "../editor/remote.ts";
import { t } from "../text.ts";

/** Why the server does not have what was written. */
export function faultOfSaving(error: unknown): Fault {
  if (error instanceof Unreachable) return unreached();
  if (!(error instanceof Refused)) return asFault(error);
  const { code, status } = error;
  if (code === "too_large") return new Fault({ code, status, sentence: t("refused-too-large"), hint: t("refused-too-large-hint") });
  return new Fault({ code, status, sentence: error.message, hint: t("refused-hint") });
}
