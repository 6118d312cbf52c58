// Notes, and whom they mention.

import assert from "node:assert/strict";
import { test } from "node:test";
import { beginning, complete, encode, matching, pieces } from "../coverage/notes.ts";

const ada = { id: "a1", name: "Ada Osei" };
const adam = { id: "a2", name: "Ada" };

test("a note is taken apart at its mentions", () => {
  assert.deepEqual(pieces("See @[Ada Osei](a1), please"), [
    { text: "See " },
    { mention: ada },
    { text: ", please" },
  ]);
  assert.deepEqual(pieces("plain"), [{ text: "plain" }]);
});

test("a name is completed where it is typed", () => {
  assert.equal(beginning("ask @Os", 7), "Os");
  assert.equal(beginning("mail@Os", 7), null, "an address is no mention");
  assert.deepEqual(complete("ask @Os now", 7, ada), { text: "ask @Ada Osei now", caret: 14 });
});

test("what is sent names the member, also where one name begins another", () => {
  assert.equal(encode("@Ada Osei and @Ada", [adam, ada]), "@[Ada Osei](a1) and @[Ada](a2)");
});

test("members are found by any word of their name", () => {
  assert.deepEqual(matching([ada, adam], "os"), [ada]);
  assert.deepEqual(matching([ada, adam], ""), [ada, adam]);
});
