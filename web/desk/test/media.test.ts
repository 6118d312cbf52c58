// Pictures and films at the desk, as far as no browser is needed for it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Medium, refused } from "../api/media.ts";
import { unsaid } from "../coverage/reminders.ts";
import type { BodyNode, Content } from "../editor/content.ts";
import { fitting, kindOf, renamed } from "../media/kind.ts";
import { pictureOf } from "../media/picture.ts";

test("a file is told by its type, and by its name where the system knows none", () => {
  assert.equal(kindOf({ name: "IMG_1.HEIC", type: "" }), "convert");
  assert.equal(kindOf({ name: "a", type: "image/heif" }), "convert");
  assert.equal(kindOf({ name: "a.jpg", type: "image/avif" }), "convert");
  assert.equal(kindOf({ name: "a.heic", type: "image/jpeg" }), "as-it-is");
  assert.equal(kindOf({ name: "a", type: "video/webm" }), "film");
  assert.equal(kindOf({ name: "a.MOV", type: "" }), "film");
  assert.equal(kindOf({ name: "drawing.svg", type: "image/svg+xml" }), "as-it-is");
  assert.equal(renamed("IMG.1.HEIC", "jpg"), "IMG.1.jpg");
  assert.equal(renamed(".heic", "jpg"), "picture.jpg");
});

test("a picture that is converted fits into a canvas, in its own shape", () => {
  assert.deepEqual(fitting(4000, 3000, 16_700_000), { width: 4000, height: 3000 });
  const { width, height } = fitting(8064, 6048, 16_700_000);
  assert.ok(width * height <= 16_700_000 && width > 4700, `${width} × ${height}`);
  assert.ok(Math.abs(width / height - 4 / 3) < 0.001);
});

test("a picture without alt text or credit is pointed out, once, and by its number among several", () => {
  const image = (attrs: NonNullable<BodyNode["attrs"]>): BodyNode => ({ type: "image", attrs });
  const second = image({ media: "m2", alt: "", credit: "Mara" });
  const blocks = [
    image({ media: "m1", alt: "A quay", credit: " ", caption: "At noon" }),
    { type: "gallery", content: [second, second, image({ media: null, alt: "" })] },
  ];
  const content = { body: { v: 1, doc: { type: "doc", content: blocks } } } as unknown as Content;
  assert.deepEqual(
    unsaid(content).map(({ key, text, args, quote }) => [key, text, args.number, args.count, quote]),
    [
      ["credit m1", "reminder-credit", 1, 3, "At noon"],
      ["alt m2", "reminder-alt", 2, 3, ""],
    ],
  );
});

test("the library shows the smallest picture that is wide enough", () => {
  const rendition = (width: number, content_type = "image/webp") => ({ url: `/media/m/${width}.${content_type.slice(6)}`, content_type, width, height: 1, bytes: 1 });
  const renditions = [rendition(960), rendition(320), rendition(480, "image/jpeg"), rendition(640)];
  assert.equal(pictureOf({ id: "m", kind: "image", poster: null, renditions }, 480), "/media/m/640.webp");
  assert.equal(pictureOf({ id: "m", kind: "image", poster: null, renditions }, 2000), "/media/m/960.webp");
  assert.equal(pictureOf({ id: "m", kind: "image", poster: null, renditions: [] }, 320), "/media/m");
  assert.equal(pictureOf({ id: "m", kind: "film", poster: "p", renditions: [] }, 320), "/media/p");
  assert.equal(pictureOf({ id: "m", kind: "film", poster: null, renditions: [] }, 320), null);
});

test("why a file was not taken is said in the server's words", () => {
  const fault = refused({ problem: { code: "media_type_svg", detail: "This is an SVG drawing.", hint: "Export it." } } as Medium);
  assert.deepEqual([fault.code, fault.sentence, fault.hint], ["media_type_svg", "This is an SVG drawing.", "Export it."]);
});
