import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, path, type Route } from "../route.ts";

const routes: [string, Route][] = [
  ["/desk/", { screen: "coverages" }],
  ["/desk/welcome", { screen: "welcome" }],
  ["/desk/c/storm", { screen: "coverage", slug: "storm", draft: null }],
  ["/desk/c/storm/draft/0190", { screen: "coverage", slug: "storm", draft: "0190" }],
  ["/desk/c/storm/manage", { screen: "manage", slug: "storm" }],
  ["/desk/c/storm/trash", { screen: "trash", slug: "storm" }],
  ["/desk/members", { screen: "members" }],
  ["/desk/webhooks", { screen: "webhooks" }],
  ["/desk/followings", { screen: "followings" }],
];

test("an address and its route are the same thing", () => {
  for (const [address, route] of routes) {
    assert.deepEqual(parse(address), route);
    assert.equal(path(route), address);
  }
});

test("an address that is none leads nowhere", () => {
  for (const address of ["/", "/live/x", "/desk/x", "/desk/c", "/desk/c/a/b", "/desk/c/a/draft", "/desk/me/x", "/desk/c/%E0%A4%A"]) {
    assert.deepEqual(parse(address), { screen: "nowhere" }, address);
  }
});
