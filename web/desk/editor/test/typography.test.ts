import assert from "node:assert/strict";
import { test } from "node:test";
import { typographic } from "../compose/typography.ts";

/** Types a text with straight marks. */
function typed(text: string, language: string): string {
  let before = "";
  for (const char of text) before += char === '"' || char === "'" ? (typographic(char, before, language) ?? char) : char;
  return before;
}

const check = (language: string, straight: string, expected: string): void => assert.equal(typed(straight, language), expected, language);

test("each language has its own marks", () => {
  check("en", `He said: "It's 'over'."`, "He said: “It’s ‘over’.”");
  check("en-GB", `("No")—"yes"`, "(“No”)—“yes”");
  check("de", `Er rief: "Halt, 'Stopp'!"`, "Er rief: „Halt, ‚Stopp‘!“");
  check("de-CH", `"Ja"`, "«Ja»");
  check("fr", `Il dit "oui" et "l'eau"`, "Il dit «\u202foui\u202f» et «\u202fl’eau\u202f»");
  check("es", `"Sí, 'claro'"`, "«Sí, “claro”»");
  check("uk", `"Так"`, "«Так»");
  check("ru", `"Да 'вот'"`, "«Да „вот“»");
  check("pl", `"Tak"`, "„Tak”");
  check("sv", `"Ja"`, "”Ja”");
  check("zh", `他说"好"。`, "他说“好”。");
  check("ar", `"نعم"`, "”نعم“");
});

test("apostrophes are not quotes", () => {
  check("en", "rock 'n' roll, the Joneses' boat", "rock ‘n’ roll, the Joneses’ boat");
  check("de", "Wie geht's?", "Wie geht’s?");
});

test("measures and addresses keep straight marks", () => {
  check("en", `5'10" tall`, `5'10" tall`);
  check("en", `"in 1999"`, "“in 1999”");
  check("en", `https://example.org/a'b"c`, `https://example.org/a'b"c`);
});
