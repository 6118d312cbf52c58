// On a page of then: a slider over all changes, and one over the time that they took, beside the fields that are there
// without a script; and the way to the page as this device first showed it.
//
// A slider only fills in its field: where it leads is for the reader to say, by the button or with Enter.

/** From which change to which there is something to be seen. */
interface Extent {
  readonly first: { readonly seq: number; readonly at: string };
  readonly last: { readonly seq: number; readonly at: string };
}

/** Brings the sliders in; `machine` is what marks the page, and `firstRead` knows which change of a coverage this device first showed. */
export async function travel(machine: HTMLElement, firstRead: (slug: string) => number | null): Promise<void> {
  const { slug = "", extent = "", timeZone = "UTC" } = machine.dataset;
  // On a phone the page of then would begin below the fold.
  const fields = machine.querySelector("details");
  if (fields && matchMedia("(min-width: 48em)").matches) fields.open = true;
  leadToFirst(machine, slug, firstRead(slug));
  const seq = machine.querySelector<HTMLInputElement>("input[name=seq]");
  const time = machine.querySelector<HTMLInputElement>("input[name=time]");
  const known = await ask(extent);
  if (!seq || !time || !known) return;
  const { first, last } = known;
  seq.max = String(last.seq);
  slide(seq, { min: first.seq, max: last.seq }, Number, String);
  const [from, to] = [Date.parse(first.at), Date.parse(last.at)].map((at) => Math.ceil(at / 1000));
  if (from === undefined || to === undefined) return;
  const local = (second: number): string => localTime(second * 1000, timeZone);
  slide(time, { min: from, max: to }, (text) => Math.round(instant(text, timeZone) / 1000), local);
}

/** Puts a slider before a field, each of which follows the other. */
function slide(
  field: HTMLInputElement,
  { min, max }: { readonly min: number; readonly max: number },
  read: (text: string) => number,
  write: (value: number) => string,
): void {
  if (!(min < max)) return;
  const label = field.closest("label");
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = String(min);
  slider.max = String(max);
  slider.value = String(read(field.value));
  slider.setAttribute("aria-label", label?.firstChild?.textContent?.trim() ?? "");
  const tell = (): void => slider.setAttribute("aria-valuetext", field.value.replace("T", " "));
  slider.addEventListener("input", () => {
    field.value = write(slider.valueAsNumber);
    tell();
  });
  field.addEventListener("input", () => {
    const value = read(field.value);
    if (Number.isFinite(value)) slider.value = String(value);
    tell();
  });
  tell();
  label?.before(slider);
}

async function ask(url: string): Promise<Extent | null> {
  try {
    const answer = await fetch(url);
    const extent: unknown = answer.ok ? await answer.json() : null;
    return isExtent(extent) ? extent : null;
  } catch {
    // Without a network the fields and the links are there.
    return null;
  }
}

function isExtent(json: unknown): json is Extent {
  const isPlace = (place: Partial<Extent["first"]> | undefined): boolean =>
    Number.isSafeInteger(place?.seq) && typeof place?.at === "string" && Number.isFinite(Date.parse(place.at));
  const { first, last } = (json ?? {}) as Partial<Extent>;
  return isPlace(first) && isPlace(last);
}

/** Fills in the way to the page as it was first shown here. */
function leadToFirst(machine: HTMLElement, slug: string, first: number | null): void {
  const link = machine.querySelector<HTMLAnchorElement>(".first-read");
  if (!link || first === null || first === Number(machine.dataset.seq)) return;
  link.href = `/live/${slug}/at/${first}`;
  link.hidden = false;
}

/** What the clock shows in a zone, such as `2026-03-01T09:30:00`; in UTC where the browser does not know the zone. */
export function localTime(at: number, timeZone: string): string {
  const options = { dateStyle: "short", timeStyle: "medium" } as const;
  // Swedish dates are written as machines write them.
  const format = (zone: string): Intl.DateTimeFormat => new Intl.DateTimeFormat("sv-SE", { ...options, timeZone: zone });
  let clock: Intl.DateTimeFormat;
  try {
    clock = format(timeZone);
  } catch {
    clock = format("UTC");
  }
  return clock.format(at).replace(" ", "T");
}

/** When the clock in a zone shows that, in milliseconds since 1970; not a number where it is no time. */
export function instant(local: string, timeZone: string): number {
  const shown = Date.parse(`${local}Z`);
  if (Number.isNaN(shown)) return shown;
  const offset = (at: number): number => Date.parse(`${localTime(at, timeZone)}Z`) - at;
  // The offset at the time that is looked for, found by way of one that is near.
  return shown - offset(shown - offset(shown));
}
