// What cameras, agencies and editors write beside the pixels of a picture, put into files of a browser's encoders.

import { crc32, deflateSync } from "node:zlib";

/** The words and numbers that nobody may find again. */
export const SAID = { artist: "Ann Ash", make: "Example Phones", city: "Example Haven", latitude: 53.41, longitude: 8.577 };

/** A JPEG with Exif, XMP and IPTC in the segments that are meant for them. */
export function jpegWithMetadata(jpeg: Buffer): Buffer {
  const segment = (marker: number, ...parts: Buffer[]): Buffer => {
    const held = Buffer.concat(parts);
    return Buffer.concat([Buffer.from([0xff, marker]), be16(held.length + 2), held]);
  };
  // Photoshop's resource 1028, whose name is empty, holds IPTC's words.
  const words = iptc();
  const resource = Buffer.concat([ascii("8BIM"), be16(0x0404), be16(0), be32(words.length), words, Buffer.alloc(words.length % 2)]);
  return Buffer.concat([
    jpeg.subarray(0, 2),
    segment(0xe1, ascii("Exif\0\0"), exif()),
    segment(0xe1, ascii("http://ns.adobe.com/xap/1.0/\0"), xmp()),
    segment(0xed, ascii("Photoshop 3.0\0"), resource),
    jpeg.subarray(2),
  ]);
}

/** A PNG with Exif and XMP in their chunks, and IPTC as ImageMagick writes it. */
export function pngWithMetadata(png: Buffer): Buffer {
  const chunk = (kind: string, ...parts: Buffer[]): Buffer => {
    const held = Buffer.concat([ascii(kind), ...parts]);
    return Buffer.concat([be32(held.length - 4), held, be32(crc32(held))]);
  };
  const words = iptc();
  const profile = `\niptc\n${String(words.length).padStart(8)}\n${words.toString("hex").replace(/.{72}/g, "$&\n")}\n`;
  // Behind the signature and the header.
  return Buffer.concat([
    png.subarray(0, 33),
    chunk("eXIf", exif()),
    chunk("iTXt", ascii("XML:com.adobe.xmp\0\0\0\0\0"), xmp()),
    chunk("zTXt", ascii("Raw profile type iptc\0\0"), deflateSync(ascii(profile))),
    png.subarray(33),
  ]);
}

/** A WebP in its extended form, with Exif and XMP; there is no place in it for IPTC but in the latter. */
export function webpWithMetadata(webp: Buffer, width: number, height: number): Buffer {
  const chunk = (kind: string, held: Buffer): Buffer =>
    Buffer.concat([ascii(kind), le32(held.length), held, Buffer.alloc(held.length % 2)]);
  const head = Buffer.alloc(10);
  head[0] = 0x08 | 0x04;
  head.writeUIntLE(width - 1, 4, 3);
  head.writeUIntLE(height - 1, 7, 3);
  const chunks = Buffer.concat([chunk("VP8X", head), webp.subarray(12), chunk("EXIF", exif()), chunk("XMP ", xmp())]);
  return Buffer.concat([ascii("RIFF"), le32(chunks.length + 4), ascii("WEBP"), chunks]);
}

/** TIFF's kinds of value that are used here. */
const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;

interface Field {
  readonly tag: number;
  readonly kind: number;
  readonly count: number;
  readonly value: Buffer;
}

/** Exif (CIPA DC-008): who took it with what, when, and where. */
function exif(): Buffer {
  const text = (tag: number, words: string): Field => ({ tag, kind: ASCII, count: words.length + 1, value: ascii(`${words}\0`) });
  const pointer = (tag: number, at: number): Field => ({ tag, kind: LONG, count: 1, value: le32(at) });
  const degrees = (tag: number, value: number): Field => {
    const minutes = Math.trunc((value % 1) * 60);
    const parts = [Math.trunc(value), 1, minutes, 1, Math.round((value * 60 - Math.trunc(value) * 60 - minutes) * 6000), 100];
    return { tag, kind: RATIONAL, count: 3, value: Buffer.concat(parts.map(le32)) };
  };
  const header = Buffer.concat([ascii("II"), Buffer.from([42, 0]), le32(8)]);
  const primary = (photo: number, place: number): Buffer =>
    directory(8, [
      text(0x010e, "The quay at dawn"),
      text(0x010f, SAID.make),
      text(0x013b, SAID.artist),
      pointer(0x8769, photo),
      pointer(0x8825, place),
    ]);
  const photoAt = 8 + primary(0, 0).length;
  const photo = directory(photoAt, [text(0x9003, "2026:11:28 06:41:09")]);
  const placeAt = photoAt + photo.length;
  const place = directory(placeAt, [
    text(0x0001, "N"),
    degrees(0x0002, SAID.latitude),
    text(0x0003, "E"),
    degrees(0x0004, SAID.longitude),
  ]);
  return Buffer.concat([header, primary(photoAt, placeAt), photo, place]);
}

/** A directory of TIFF that stands at this offset, with the values that do not fit into its rows behind it. */
function directory(at: number, fields: readonly Field[]): Buffer {
  const rows: Buffer[] = [];
  const values: Buffer[] = [];
  let next = at + 2 + 12 * fields.length + 4;
  for (const { tag, kind, count, value } of fields) {
    const fits = value.length <= 4;
    rows.push(le16(tag), le16(kind), le32(count), fits ? Buffer.concat([value, Buffer.alloc(4 - value.length)]) : le32(next));
    if (fits) continue;
    const whole = Buffer.concat([value, Buffer.alloc(value.length % 2)]);
    values.push(whole);
    next += whole.length;
  }
  return Buffer.concat([le16(fields.length), ...rows, le32(0), ...values]);
}

/** IPTC's words (IIM): the text, who took it, and the city. */
function iptc(): Buffer {
  const words = (dataset: number, said: string): Buffer =>
    Buffer.concat([Buffer.from([0x1c, 2, dataset]), be16(said.length), ascii(said)]);
  return Buffer.concat([words(120, "The quay at dawn"), words(80, SAID.artist), words(90, SAID.city)]);
}

/** XMP, with the place once more. */
function xmp(): Buffer {
  return ascii(
    `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
      `<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"` +
      ` exif:GPSLatitude="53,24.6N" exif:GPSLongitude="8,34.62E" photoshop:City="${SAID.city}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  );
}

function ascii(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

function be16(number: number): Buffer {
  return Buffer.from([number >> 8, number & 0xff]);
}

function le16(number: number): Buffer {
  return Buffer.from([number & 0xff, number >> 8]);
}

function be32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

function le32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
