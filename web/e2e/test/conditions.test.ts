import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import fc from "fast-check";
import { combinations } from "../conditions.ts";

const given = process.env.STET_EVERY;

afterEach(() => {
  if (given === undefined) delete process.env.STET_EVERY;
  else process.env.STET_EVERY = given;
});

test("a sample has every value of every condition, in as few combinations as that takes", () => {
  delete process.env.STET_EVERY;
  assert.deepEqual(combinations(["light", "dark"], [240, 360, 1280]), [["light", 240], ["dark", 360], ["light", 1280]]);
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(sizes, (all) => {
      const conditions = all.map((size) => Array.from({ length: size }, (_, value) => value));
      const sample = combinations(...conditions);
      assert.equal(sample.length, Math.max(...all));
      for (const [place, values] of conditions.entries()) {
        assert.deepEqual([...new Set(sample.map((one) => one[place]))].sort(), values);
      }
    }),
  );
});

test("two conditions of two values do not always meet in the same pairs", () => {
  delete process.env.STET_EVERY;
  const pairs = combinations(["light", "dark"], ["ltr", "rtl"], [240, 360, 768, 1280]).map(([scheme, direction]) => `${scheme} ${direction}`);
  assert.deepEqual(pairs, ["light ltr", "dark rtl", "light rtl", "dark ltr"]);
});

test("where everything is looked at, every value meets every other once", () => {
  process.env.STET_EVERY = "1";
  const all = combinations(["light", "dark"], [240, 360], ["en"]);
  assert.deepEqual(all, [["light", 240, "en"], ["light", 360, "en"], ["dark", 240, "en"], ["dark", 360, "en"]]);
});
