import type { BulkResult } from "../api/shapes.ts";

/** Those of a bulk action that were refused. */
export function failed(results: readonly BulkResult[]): BulkResult[] {
  return results.filter(({ ok }) => !ok);
}
