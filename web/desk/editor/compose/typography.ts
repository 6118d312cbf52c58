// The quotation marks and apostrophes of a language, typed with the straight keys.

import { InputRule } from "prosemirror-inputrules";
import type { EditorState } from "prosemirror-state";

/** Opening and closing marks, outer and inner; from the CLDR's `delimiters`, with French spaces as printers set them. */
interface Marks {
  readonly outer: readonly [string, string];
  readonly inner: readonly [string, string];
}

const ENGLISH: Marks = { outer: ["“", "”"], inner: ["‘", "’"] };
const GERMAN: Marks = { outer: ["„", "“"], inner: ["‚", "‘"] };
const LOW_HIGH: Marks = { outer: ["„", "”"], inner: ["‚", "’"] };
const ANGLES: Marks = { outer: ["«", "»"], inner: ["“", "”"] };
const FRENCH: Marks = { outer: ["«\u202f", "\u202f»"], inner: ["“", "”"] };
const EAST: Marks = { outer: ["«", "»"], inner: ["„", "“"] };
const SWEDISH: Marks = { outer: ["”", "”"], inner: ["’", "’"] };

const MARKS: Readonly<Record<string, Marks>> = {
  de: GERMAN, "de-ch": { outer: ["«", "»"], inner: ["‹", "›"] }, cs: GERMAN, sk: GERMAN, sl: GERMAN, is: GERMAN, lt: GERMAN, bg: GERMAN,
  pl: { outer: ["„", "”"], inner: ["«", "»"] }, ro: { outer: ["„", "”"], inner: ["«", "»"] }, hu: { outer: ["„", "”"], inner: ["»", "«"] },
  hr: LOW_HIGH, sr: LOW_HIGH, nl: { outer: ["‘", "’"], inner: ["“", "”"] },
  fr: FRENCH, "fr-ch": { outer: ["«", "»"], inner: ["‹", "›"] },
  es: ANGLES, it: ANGLES, ca: ANGLES, "pt-pt": ANGLES, el: ANGLES, fa: { outer: ["«", "»"], inner: ["‹", "›"] },
  uk: EAST, ru: EAST, be: EAST, nb: { outer: ["«", "»"], inner: ["‘", "’"] }, no: { outer: ["«", "»"], inner: ["‘", "’"] },
  sv: SWEDISH, fi: SWEDISH, da: { outer: ["»", "«"], inner: ["›", "‹"] },
  ar: { outer: ["”", "“"], inner: ["’", "‘"] }, he: { outer: ["”", "”"], inner: ["’", "’"] },
};

/** The marks of a language tag (BCP 47): of its region if that has its own, or else of its language. */
function marksOf(language: string): Marks {
  const tag = language.toLowerCase();
  return MARKS[tag] ?? MARKS[tag.split("-")[0] ?? ""] ?? ENGLISH;
}

/** The end of a word of a script that sets no spaces: there a mark opens whenever none is open. */
const UNSPACED = /[\u3040-\u9fff]$/;

/** What a straight mark becomes after this text; null where it has to stay straight. */
export function typographic(straight: string, before: string, language: string): string | null {
  const word = /\S*$/.exec(before)?.[0] ?? "";
  if (/:\/\/|^www\.|^mailto:|@\S+\./i.test(word)) return null;
  // 5'10" and 40°26'46" are feet, inches, minutes and seconds, unless a quotation is open.
  const { outer, inner } = marksOf(language);
  const isMeasure = /(^|[\s(])[\d.,°'′]+$/.test(before);
  if (isMeasure && !isOpen(before, straight === "'" ? inner : outer)) return null;
  const isOpening = before === "" || /[\s([{\u2013\u2014\u2026/-]$/.test(before) || [outer, inner].some(([open]) => endsWithOpening(before, open, outer, inner)) || (UNSPACED.test(before) && !isOpen(before, outer));
  if (straight === '"') return outer[isOpening ? 0 : 1];
  if (isOpening) return inner[0];
  // Within a word it is an apostrophe, and at its end too unless a quotation is open.
  return isOpen(before, inner) ? inner[1] : "’";
}

/** Whether a quotation that was begun is not ended. */
function isOpen(before: string, [open, close]: readonly [string, string]): boolean {
  if (open === close) return before.split(open).length % 2 === 0;
  return before.lastIndexOf(open) > before.lastIndexOf(close);
}

/** Whether the text ends with a mark that opens a quotation, so that another may open inside it. */
function endsWithOpening(before: string, open: string, ...marks: readonly (readonly [string, string])[]): boolean {
  return before.endsWith(open) && marks.every(([, close]) => close !== open);
}

/** The rules that set them while typing; Backspace or undo brings the straight one back. */
export function typographyRules(language: string): InputRule[] {
  return ['"', "'"].map(
    (straight) =>
      new InputRule(
        new RegExp(`${straight}$`),
        (state, _match, start, end) => {
          const set = typographic(straight, textBefore(state, start), language);
          return set === null ? null : state.tr.insertText(set, start, end);
        },
        { inCodeMark: false },
      ),
  );
}

function textBefore(state: EditorState, position: number): string {
  const $position = state.doc.resolve(position);
  return $position.parent.textBetween(0, $position.parentOffset, null, " ");
}
