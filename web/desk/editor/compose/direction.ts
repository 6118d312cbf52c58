// Which way a language runs.

const RIGHT_TO_LEFT: ReadonlySet<string | undefined> = new Set(["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"]);

/** The direction of a language's script: that of lists and quotes, whose paragraphs each run the way of their words. */
export function directionOf(language: string): "ltr" | "rtl" {
  try {
    return RIGHT_TO_LEFT.has(new Intl.Locale(language).maximize().script) ? "rtl" : "ltr";
  } catch {
    return "ltr";
  }
}
