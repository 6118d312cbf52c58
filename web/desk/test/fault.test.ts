import assert from "node:assert/strict";
import { test } from "node:test";
import { ask } from "../api/client.ts";
import { Fault, faultOf, unreached } from "../api/fault.ts";

test("a problem document becomes a sentence, a hint, and what else it holds", () => {
  const fault = faultOf(409, {
    type: "urn:stet:problem:stale_draft",
    title: "Conflict",
    status: 409,
    code: "stale_draft",
    detail: "The draft was changed.",
    hint: "Read it again.",
    version: 7,
  });
  assert.equal(fault.code, "stale_draft");
  assert.equal(fault.sentence, "The draft was changed.");
  assert.equal(fault.hint, "Read it again.");
  assert.equal(fault.more.version, 7);
  assert.equal(fault.isPassing, false);
});

test("what a proxy answers is a fault with a way out", () => {
  const fault = faultOf(502, "<html>Bad gateway</html>");
  assert.equal(fault.code, "unreadable");
  assert.ok(fault.hint);
  assert.ok(fault.isPassing);
});

test("what is over once the server is reached is told from what is not", () => {
  assert.ok(unreached().isPassing);
  assert.equal(new Fault({ code: "passkey_declined", status: 0, sentence: "The passkey was not used." }).isPassing, false);
  assert.equal(faultOf(500, { code: "internal", detail: "Something failed." }).isPassing, false);
});

test("no answer at all is told from a refusal", async () => {
  await assert.rejects(ask(Promise.reject(new TypeError("Failed to fetch"))), (fault: Fault) => fault.code === "offline");
  const response = new Response(null, { status: 204 });
  assert.equal(await ask(Promise.resolve({ response })), undefined);
});
