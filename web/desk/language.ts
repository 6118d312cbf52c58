// Which language the desk speaks: the one that was chosen on this device, or else what the browser asks for.

/** What there is, each by its own name, in the order in which it is offered. */
export const LANGUAGES = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  es: "Español",
  uk: "Українська",
  ru: "Русский",
  ar: "العربية",
} as const;

export type Language = keyof typeof LANGUAGES;

const KEY = "stet-language";
let spoken: Language = "en";

/** The language of the desk. */
export function language(): Language {
  return spoken;
}

/** For Intl: English is written as in Britain, and Arabic with the digits that readers' pages have. */
export function locale(of: Language = spoken): string {
  return { en: "en-GB", ar: "ar-u-nu-latn" }[of as string] ?? of;
}

export function directionOf(of: Language): "ltr" | "rtl" {
  return of === "ar" ? "rtl" : "ltr";
}

/** The first of the wanted languages that there is, whatever its region; English if there is none. */
export function negotiate(wanted: readonly string[]): Language {
  const primaries = wanted.map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  return primaries.find((tag): tag is Language => Object.hasOwn(LANGUAGES, tag)) ?? "en";
}

/** What was chosen on this device; null if nothing was. */
export function chosen(): Language | null {
  const kept = globalThis.localStorage?.getItem(KEY);
  return kept && Object.hasOwn(LANGUAGES, kept) ? (kept as Language) : null;
}

/** Keeps the choice on this device; null lets the browser decide again. */
export function choose(one: Language | null): void {
  if (one) localStorage.setItem(KEY, one);
  else localStorage.removeItem(KEY);
}

/** From now on the desk speaks it. */
export function speakIn(one: Language): void {
  spoken = one;
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * A text that stands within another, set apart by invisible marks if it holds letters of the other
 * direction: or the punctuation beside a Hebrew name in an English sentence would go astray.
 */
export function isolated(text: string, of: Language = spoken): string {
  const isOther = directionOf(of) === "rtl" ? /\p{Letter}/u.test(text) && !isRightToLeft(text) : RIGHT_TO_LEFT.test(text);
  return isOther ? `\u2068${text}\u2069` : text;
}

/** Whether all its letters run from right to left. */
function isRightToLeft(text: string): boolean {
  return [...text].every((sign) => !/\p{Letter}/u.test(sign) || RIGHT_TO_LEFT.test(sign));
}
