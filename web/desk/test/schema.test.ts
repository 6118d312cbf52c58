// The types of the API's client are those of the server's own description.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import openapiTS, { astToString } from "openapi-typescript";

test("schema.ts is made from docs/openapi.json (renew it with `npm run schema`)", async () => {
  const document = new URL("../../../docs/openapi.json", import.meta.url);
  const made = astToString(await openapiTS(document));
  const kept = await readFile(new URL("../api/schema.ts", import.meta.url), "utf8");
  assert.ok(kept.endsWith(made), "docs/openapi.json has changed since");
});
