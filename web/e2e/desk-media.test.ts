// Pictures and films at the desk: dropped, pasted, chosen and sent again over a cut line, until a reader sees them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, JSHandle, Locator } from "playwright-core";
import type { BodyNode, Content } from "../desk/editor/content.ts";
import { EMPTY } from "../desk/editor/empty.ts";
import { newId } from "../desk/editor/id.ts";
import { startBrowser } from "./browser.ts";
import { keepPicture } from "./conditions.ts";
import { CUT_OFF, DeskWindow, GONE, isContent } from "./desk-window.ts";
import { Proxy } from "./proxy.ts";
import { Stet } from "./stet.ts";

const SLUG = "storm";
const MEBIBYTE = 1024 * 1024;
/** As small as shows what is to be seen: a server that was built without optimisation works on a picture for long. The first is wider than the second of the stored widths. */
const [QUAY, PIER] = [[660, 440], [440, 600]] as const;

interface Made {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

let browser: Browser;
let stet: Stet;
let ada: string;
let quay: Made;
let pier: Made;
/** A picture that takes more than one request. */
let large: Made;
let film: Made;

before(async () => {
  [browser, stet] = await Promise.all([startBrowser(), Stet.start()]);
  await stet.open(SLUG, { headline: "Storm tide" });
  ada = await stet.member("Ada", "editor", SLUG);
  const page = await (await browser.newContext()).newPage();
  // The browser's own encoders make the files.
  const picture = async (name: string, width: number, height: number): Promise<Made> => {
    const data = await page.evaluate(([width, height]) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width, height];
      const context = canvas.getContext("2d")!;
      const sky = context.createLinearGradient(0, 0, 0, height);
      sky.addColorStop(0, "#27476b");
      sky.addColorStop(1, "#e7b27d");
      context.fillStyle = sky;
      context.fillRect(0, 0, width, height);
      context.fillStyle = "#1d2b2a";
      context.beginPath();
      for (let x = 0; x <= width; x++) context.lineTo(x, height * (0.7 + 0.1 * Math.sin(x / 90)));
      context.lineTo(width, height);
      context.lineTo(0, height);
      context.fill();
      context.fillStyle = "#f6f0d8";
      context.beginPath();
      context.arc(width * 0.8, height * 0.25, height / 9, 0, 7);
      context.fill();
      return canvas.toDataURL("image/jpeg", 0.9);
    }, [width, height] as const);
    return { name, mimeType: "image/jpeg", buffer: Buffer.from(data.slice(data.indexOf(",") + 1), "base64") };
  };
  quay = await picture("quay.jpg", ...QUAY);
  pier = await picture("pier.jpg", ...PIER);
  large = { ...quay, name: "large.jpg", buffer: laden(quay.buffer, 9.5 * MEBIBYTE) };
  const recorded = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [320, 180];
    const context = canvas.getContext("2d")!;
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm;codecs=vp9" });
    const parts: Blob[] = [];
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve));
    recorder.start();
    for (let frame = 0; frame < 40; frame++) {
      context.fillStyle = `hsl(${frame * 9} 70% 45%)`;
      context.fillRect(0, 0, 320, 180);
      await new Promise(requestAnimationFrame);
    }
    recorder.stop();
    await ended;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  film = { name: "tide.webm", mimeType: "video/webm", buffer: Buffer.from(recorded) };
  await page.context().close();
});

after(async () => {
  await browser?.close();
  await stet?.stop();
});

/** A JPEG with so many bytes more that are none of its pixels, as cameras add them: what takes long is to send it, not to look at it. */
function laden(jpeg: Buffer, bytes: number): Buffer {
  const length = 0xff00;
  const segment = Buffer.concat([Buffer.from([0xff, 0xe4, length >> 8, length & 0xff]), Buffer.alloc(length - 2)]);
  const segments = Array<Buffer>(Math.ceil(bytes / segment.length)).fill(segment);
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** Opens a window with a new draft of a headline and one paragraph. */
async function write(url = stet.url, options: Parameters<Browser["newContext"]>[0] = {}): Promise<{ desk: DeskWindow; draft: string }> {
  const draft = newId();
  const paragraph: BodyNode = { type: "paragraph", content: [{ type: "text", text: "The tide is in." }] };
  const body = { ...EMPTY.body, doc: { ...EMPTY.body.doc, content: [paragraph] } };
  await stet.ask("POST", `/coverages/${SLUG}/drafts`, { id: draft, content: { headline: "High water", body } });
  const desk = await DeskWindow.of(await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options }), stet, ada);
  await desk.page.goto(`${url}/desk/c/${SLUG}/draft/${draft}`);
  await desk.page.locator(".ProseMirror > p").first().click();
  return { desk, draft };
}

/** The kinds of blocks that the server has. */
const kinds = ({ body }: Content): string[] => body.doc.content.map(({ type, content }) => (type === "gallery" ? `gallery ${content?.length}` : type));
const blocks = (draft: string, ...wanted: string[]): Promise<void> => isContent(stet, SLUG, draft, kinds, wanted);
/** All of the pictures that the server has in a draft. */
const pictures = ({ body }: Content): readonly NonNullable<BodyNode["attrs"]>[] => body.doc.content.flatMap((node) => (node.type === "gallery" ? (node.content ?? []) : [node])).filter(({ type }) => type === "image").map(({ attrs }) => attrs ?? {});

/** Waits until as many pictures are seen in the text, in a stored width. */
async function seen({ page }: DeskWindow, count: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const shown = [...document.querySelectorAll<HTMLImageElement>('.ProseMirror [data-block="image"] .editor-block-fields > img')];
    for (const one of shown) one.scrollIntoView();
    return shown.length === wanted && shown.every((one) => /\/media\/[^/]+\/\d+\.webp$/.test(one.src) && one.naturalWidth > 0);
    // A debug server works on a picture for long, where others work beside it.
  }, count, { timeout: 120_000 });
}

/** Chooses files by the composer's menu. */
async function choose({ page }: DeskWindow, ...files: Made[]): Promise<void> {
  await page.getByRole("button", { name: "Insert", exact: true }).click();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("menuitem", { name: "Pictures or films…" }).click()]);
  await chooser.setFiles(files.map((file) => ({ ...file })));
}

/** What a browser hands over with a drop or a paste. */
async function carried({ page }: DeskWindow, ...files: Made[]): Promise<JSHandle<DataTransfer>> {
  return page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, mimeType, base64 } of all) data.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name, { type: mimeType }));
    return data;
  }, files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString("base64") })));
}

async function drop(desk: DeskWindow, on: Locator, where: "upper" | "lower", ...files: Made[]): Promise<void> {
  const box = await on.boundingBox();
  assert.ok(box);
  const dataTransfer = await carried(desk, ...files);
  const place = { clientX: box.x + 20, clientY: box.y + (where === "upper" ? 2 : box.height - 2) };
  for (const type of ["dragenter", "dragover", "drop"]) await on.dispatchEvent(type, { dataTransfer, ...place });
}

test("several files that are chosen become a gallery, which is put in order by keyboard and taken back as one", async () => {
  const { desk, draft } = await write();
  const { page } = desk;
  await choose(desk, quay, pier);
  await page.getByRole("group", { name: "On their way" }).waitFor();
  await seen(desk, 2);
  await blocks(draft, "paragraph", "gallery 2", "paragraph");
  await isContent(stet, SLUG, draft, (content) => pictures(content).map(({ width, height, renditions }) => [width, height, renditions]), [[...QUAY, true], [...PIER, true]]);
  assert.equal(await page.getByRole("group", { name: "On their way" }).count(), 0);

  await page.getByRole("button", { name: "Move later" }).first().press("Enter");
  await isContent(stet, SLUG, draft, (content) => pictures(content).map(({ width }) => width), [PIER[0], QUAY[0]]);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.move), "later", "the same button has the focus");

  await page.locator(".ProseMirror > p").first().click();
  for (const [keys, ...wanted] of [["Control+z", "paragraph", "gallery 2", "paragraph"], ["Control+z", "paragraph"], ["Control+Shift+z", "paragraph", "gallery 2", "paragraph"]] as const) {
    await page.keyboard.press(keys);
    await blocks(draft, ...wanted);
  }
  await keepPicture(page, "desk-media-gallery", { fullPage: true });
  await desk.leave();
});

test("a picture of a gallery is dragged before another", async () => {
  const { desk, draft } = await write();
  const { page } = desk;
  await choose(desk, quay, pier);
  await seen(desk, 2);
  const pictureOf = (index: number): Locator => page.locator('.ProseMirror [data-block="gallery"] [data-block="image"]').nth(index);
  await pictureOf(1).locator(".editor-block-head").dragTo(pictureOf(0), { sourcePosition: { x: 20, y: 10 }, targetPosition: { x: 20, y: 3 } });
  await isContent(stet, SLUG, draft, (content) => pictures(content).map(({ width }) => width), [PIER[0], QUAY[0]]);
  await blocks(draft, "paragraph", "gallery 2", "paragraph");
  await desk.leave();
});

test("a picture is dropped where it is to stand, pasted behind the caret, and others in the draft see it", async () => {
  const { desk, draft } = await write();
  const { page } = desk;
  const other = await DeskWindow.of(await browser.newContext(), stet, ada);
  await other.open(stet, SLUG, draft);
  await drop(desk, page.locator(".ProseMirror > p").first(), "upper", quay);
  await seen(desk, 1);
  await blocks(draft, "image", "paragraph");
  await page.locator(".ProseMirror > p").first().click();
  await page.keyboard.press("End");
  const clipboardData = await carried(desk, pier);
  await page.locator(".ProseMirror").evaluate((text, data) => text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })), clipboardData);
  // One writes on meanwhile.
  await desk.type(" All is well.");
  await seen(desk, 2);
  await blocks(draft, "image", "paragraph", "image", "paragraph");
  await desk.reads("The tide is in. All is well.");
  await seen(other, 2);
  // A file that misses the text does not lead away from the desk.
  await drop(desk, page.locator(".editor-root .editor-field").first(), "upper", quay);
  await seen(desk, 3);
  await other.leave();
  await desk.leave();
});

test("an upload goes on where the line was cut", async () => {
  const proxy = await Proxy.before(stet.url);
  const { desk, draft } = await write(proxy.url);
  const { page } = desk;
  desk.expect(CUT_OFF);
  const requests: [method: string, offset: number][] = [];
  page.on("request", (request) => {
    if (request.url().includes("/media/uploads")) requests.push([request.method(), Number(request.headers()["upload-offset"] ?? 0)]);
  });
  proxy.cutAfter(8.5 * MEBIBYTE);
  // A browser sends again by itself what a cut line took with it, so it is mended only once the page was told.
  const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("/media/uploads"));
  await choose(desk, large);
  await page.waitForFunction(() => Number(document.querySelector<HTMLProgressElement>(".editor-sending progress")?.value) > 0.1);
  await failed;
  assert.ok(proxy.isCut);
  await keepPicture(page, "desk-media-sending");
  proxy.mend();
  await seen(desk, 1);
  await blocks(draft, "paragraph", "image", "paragraph");
  assert.equal(requests.filter(([method]) => method === "POST").length, 1, JSON.stringify(requests));
  const asked = requests.findIndex(([method]) => method === "HEAD");
  assert.ok(asked > 0, JSON.stringify(requests));
  assert.ok(requests.slice(asked).some(([method, offset]) => method === "PATCH" && offset >= 8 * MEBIBYTE), JSON.stringify(requests));
  await desk.leave();
  await proxy.close();
});

test("what cannot be taken says why, can be sent again or let go, and a picture of another kind is converted", async () => {
  const { desk, draft } = await write();
  const { page } = desk;
  const stuck = page.locator('.editor-sending-file[data-state="stuck"]');
  await choose(desk, { name: "drawing.svg", mimeType: "image/svg+xml", buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
  await stuck.getByText("SVG drawing").waitFor();
  await stuck.getByText("Export the drawing as a PNG").waitFor();
  await stuck.getByRole("button", { name: "Cancel drawing.svg" }).press("Enter");
  await stuck.waitFor({ state: "detached" });

  await choose(desk, { name: "IMG_1.HEIC", mimeType: "image/heic", buffer: Buffer.from("ftypheic") }, quay);
  await stuck.getByText("IMG_1.HEIC is a picture in a format that this browser cannot read.").waitFor();
  // What came along does not wait for it.
  await seen(desk, 1);
  await keepPicture(page, "desk-media-stuck", { fullPage: true });
  assert.deepEqual(await desk.faults(), []);
  await stuck.getByRole("button", { name: "Try again" }).press("Enter");
  await stuck.getByText("cannot read").waitFor();
  await stuck.getByRole("button", { name: "Cancel IMG_1.HEIC" }).press("Enter");

  // Its type says that it has to be converted; what the browser makes of it is a JPEG.
  await choose(desk, { ...pier, name: "pier.avif", mimeType: "image/avif" });
  await seen(desk, 2);
  const { media } = (await stet.ask("GET", "/media?q=pier")) as { media: { filename: string; content_type: string }[] };
  assert.deepEqual([media[0]?.filename, media[0]?.content_type], ["pier.jpg", "image/jpeg"]);
  await blocks(draft, "paragraph", "image", "image", "paragraph");
  await desk.leave();
});

test("a film comes with its poster and how long it is", async () => {
  const { desk, draft } = await write();
  await choose(desk, film);
  await blocks(draft, "paragraph", "video", "paragraph");
  await isContent(stet, SLUG, draft, ({ body }) => body.doc.content.map(({ attrs }) => [attrs?.title, typeof attrs?.media, typeof attrs?.poster, typeof attrs?.duration])[1], ["tide", "string", "string", "number"]);
  await desk.page.waitForFunction(() => (document.querySelector<HTMLImageElement>('.ProseMirror [data-block="video"] img')?.naturalWidth ?? 0) > 0);
  await keepPicture(desk.page, "desk-media-film", { fullPage: true });
  await desk.leave();
});

test("a picture is described, cut around what matters, and seen so by a reader", async () => {
  const { desk, draft } = await write();
  const { page } = desk;
  await choose(desk, quay);
  await seen(desk, 1);
  const reminders = page.getByRole("region", { name: "Before it goes out" });
  await reminders.getByText("does not say what it shows").waitFor();
  await reminders.getByText("has no credit").waitFor();
  await page.getByLabel("What the picture shows").fill("The moon over the hills");
  await page.getByLabel("Credit").fill("Mara Lindqvist");
  await reminders.waitFor({ state: "detached" });

  await page.getByText("Shape and what stays in sight").click();
  const aim = page.getByRole("slider", { name: "What stays in sight" });
  await aim.press("ArrowRight");
  await aim.press("ArrowUp");
  await isContent(stet, SLUG, draft, (content) => pictures(content)[0]?.focus, "550 450");
  assert.equal(await aim.getAttribute("aria-valuetext"), "55 % from the left, 45 % from the top");
  const whole = await page.locator(".editor-aim img").boundingBox();
  assert.ok(whole);
  await page.mouse.click(whole.x + whole.width * 0.8, whole.y + whole.height * 0.25);
  await isContent(stet, SLUG, draft, (content) => pictures(content)[0]?.focus, "800 250");
  await page.getByRole("radio", { name: "Square" }).check();
  await isContent(stet, SLUG, draft, (content) => pictures(content)[0]?.shape, "1:1");
  const shown = await page.locator('[data-shape="1:1"] img').evaluate((one) => [getComputedStyle(one).objectPosition, one.clientWidth / one.clientHeight]);
  assert.deepEqual(shown, ["80% 25%", 1]);
  await keepPicture(page, "desk-media-crop", { fullPage: true });
  assert.deepEqual(await desk.faults(), []);

  desk.expect(GONE);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("heading", { name: "High water" }).waitFor();
  await desk.leave();
  const reader = await (await browser.newContext({ viewport: { width: 800, height: 900 } })).newPage();
  await reader.goto(`${stet.url}/live/${SLUG}`);
  const picture = reader.getByRole("img", { name: "The moon over the hills" });
  await picture.scrollIntoViewIfNeeded();
  await reader.waitForFunction(() => (document.querySelector<HTMLImageElement>('img[alt="The moon over the hills"]')?.naturalWidth ?? 0) > 0);
  const srcset = await picture.evaluate((one: HTMLImageElement) => [...(one.closest("picture")?.querySelectorAll("source") ?? []), one].map((source) => source.srcset).join(" "));
  assert.match(srcset, /\/640\.webp 640w/);
  assert.match(await picture.evaluate((one: HTMLImageElement) => one.currentSrc), /\/media\/[^/]+\/\d+\.(webp|avif|jpg)$/);
  assert.equal(await picture.evaluate((one) => getComputedStyle(one).objectPosition), "80% 25%");
  assert.ok(await reader.getByText("Mara Lindqvist").isVisible());
  await keepPicture(reader, "reader-media");
  await reader.context().close();
});

for (const [width, colorScheme] of [[1440, "light"], [360, "dark"]] as const) {
  test(`the library is searched, said more of, used and cleared: ${width} pixels, ${colorScheme}`, async () => {
    const { desk, draft } = await write(stet.url, { viewport: { width, height: 800 }, colorScheme, hasTouch: width < 500, isMobile: width < 500 });
    const { page } = desk;
    const name = `lighthouse-${width}.jpg`;
    await choose(desk, { ...quay, name });
    await seen(desk, 1);
    await page.getByRole("button", { name: "Insert", exact: true }).click();
    // A camera is offered where there is one in the hand.
    assert.equal(await page.getByRole("menuitem", { name: "Take a picture" }).count(), width < 500 ? 1 : 0);
    await page.getByRole("menuitem", { name: "From the library…" }).click();
    const library = page.getByRole("dialog", { name: "Choose from the library" });
    await library.getByRole("checkbox").nth(1).waitFor();
    await library.getByLabel("Words in their name").fill("lighthouse");
    await page.waitForFunction(() => document.querySelectorAll("dialog li").length < 3);
    assert.deepEqual(await desk.faults(), []);
    assert.equal(await desk.overflow(), 0);
    await keepPicture(page, `desk-media-library-${width}`);

    await library.getByRole("button", { name: `Edit ${name}` }).click();
    const edit = page.getByRole("dialog", { name: "What is said of it" });
    await edit.getByLabel("What the picture shows").fill(`The lighthouse at ${width}`);
    await edit.getByLabel("Credit").fill("Noor Haddad");
    await edit.getByLabel("Rights").fill("Ours");
    assert.deepEqual(await desk.faults(), []);
    await keepPicture(page, `desk-media-edit-${width}`);
    await edit.getByRole("button", { name: "Save" }).click();
    await edit.waitFor({ state: "detached" });
    await library.getByRole("checkbox", { name: `The lighthouse at ${width}` }).check();
    await library.getByRole("button", { name: "Insert it" }).click();
    await seen(desk, 2);
    await isContent(stet, SLUG, draft, (content) => pictures(content).map(({ alt, credit }) => [alt, credit]).find(([alt]) => alt !== ""), [`The lighthouse at ${width}`, "Noor Haddad"]);

    await page.getByRole("button", { name: "Insert", exact: true }).click();
    await page.getByRole("menuitem", { name: "From the library…" }).click();
    await library.getByRole("button", { name: `Edit The lighthouse at ${width}` }).click();
    await edit.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog", { name: `Delete “${name}”?` }).getByRole("button", { name: "Delete" }).click();
    await edit.waitFor({ state: "detached" });
    assert.equal(await library.getByRole("checkbox", { name: `The lighthouse at ${width}` }).count(), 0);
    await page.keyboard.press("Escape");
    await library.waitFor({ state: "detached" });
    desk.expect(/404/);
    await desk.leave();
  });
}
