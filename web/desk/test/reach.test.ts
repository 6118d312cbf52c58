import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type AddressInfo } from "node:net";
import { after, test } from "node:test";

import { onceReached, reached } from "../api/reach.ts";

const gone = createServer((_, response) => response.end());
await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
const { port } = gone.address() as AddressInfo;
await new Promise((resolve) => gone.close(resolve));
Object.assign(globalThis, { location: { origin: `http://127.0.0.1:${port}` } });

let answer = 502;
let asked = 0;
const server = createServer((_, response) => {
  asked += 1;
  response.statusCode = answer;
  response.end();
});
after(() => server.close());

test("who waits is called by the next answer, once, and not who changed their mind", () => {
  const calls: string[] = [];
  onceReached(() => calls.push("one"));
  onceReached(() => calls.push("two"))();
  reached();
  reached();
  assert.deepEqual(calls, ["one"]);
});

test("the server is asked while somebody waits, though nobody else asks and a proxy answers for it", async () => {
  let isCalled = false;
  const called = new Promise<void>((resolve) => onceReached(() => ((isCalled = true), resolve())));
  // Nobody listens at first; then it is there, and its proxy says that it is not.
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await new Promise<void>((resolve) => server.once("request", () => resolve()));
  assert.equal(isCalled, false);
  answer = 200;
  await called;
  assert.ok(asked >= 2);
});
