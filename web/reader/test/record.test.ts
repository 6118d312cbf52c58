import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import fc from "fast-check";
import { Broken, hex, readCheckpoint, readLine, signerOf, Tree } from "../record.ts";

/** Entries and roots that the reference implementation of Certificate Transparency is tested with. */
const ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/** What the reference implementation of signed notes is tested with. */
const VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

test("roots are the published ones", async () => {
  const tree = new Tree();
  for (const [size, root] of ROOTS.entries()) {
    assert.equal(hex(await tree.root()), root, `of ${size}`);
    const entry = ENTRIES[size];
    if (entry === undefined) break;
    const bytes = Uint8Array.from(entry.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
    await tree.push(new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.of(0, ...bytes))));
  }
});

test("the published note is believed, and none of which a bit is another", async () => {
  assert.equal(await signerOf(NOTE, [VKEY]), VKEY);
  assert.equal(await signerOf(NOTE, [VKEY.replace("Peter", "Petra")]), null);
  const bytes = Buffer.from(NOTE);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
      const altered = Buffer.from(bytes);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(await signerOf(altered.toString(), [VKEY]), null, `bit ${bit}`);
    }),
    { numRuns: 200 },
  );
});

test("a checkpoint is read as it is written", () => {
  const hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  assert.deepEqual(readCheckpoint(`example.org/live/storm\n7\n${hash}\n\n— x y\n`), { origin: "example.org/live/storm", size: 7, root: ROOTS[0] });
  for (const text of ["", `\n7\n${hash}\n\n`, `a\n07\n${hash}\n\n`, `a\n-7\n${hash}\n\n`, "a\n7\n47DE\n\n", `a\n7\n${hash}\n`]) {
    assert.equal(readCheckpoint(text), null, text);
  }
});

test("lines are read as the server writes them, and one bit that is another is found", async () => {
  const golden = await readFile(new URL("../../../crates/store/tests/it/golden/record.jsonl", import.meta.url), "utf8");
  const rootOf = async (record: string): Promise<string> => {
    const tree = new Tree();
    for (const line of record.split("\n").slice(0, -1)) await tree.push((await readLine(line, tree.size + 1)).leaf);
    return hex(await tree.root());
  };
  const root = await rootOf(golden);
  const first = golden.split("\n")[0] ?? "";
  assert.equal((await readLine(first, 1)).isSilent, false);
  const withheld = first.replace(/"salt":.*/, '"salt":null,"payload":null,"withheld":"withdrawn"}');
  assert.equal((await readLine(withheld, 1)).isSilent, true);
  assert.equal(hex((await readLine(withheld, 1)).leaf), hex((await readLine(first, 1)).leaf));
  await assert.rejects(readLine(first, 2), (fault: Broken) => fault.flaw === "gap" && fault.seq === 2);
  await assert.rejects(readLine("nonsense", 1), Broken);
  const bytes = Buffer.from(golden);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length * 8 - 1), async (bit) => {
      const altered = Buffer.from(bytes);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const found = await rootOf(altered.toString()).catch((fault: unknown) => (fault instanceof Broken ? fault.flaw : Promise.reject(fault)));
      assert.notEqual(found, root, `bit ${bit}`);
    }),
    { numRuns: 200 },
  );
});
