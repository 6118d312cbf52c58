// Languages and time zones that the browser takes.
//
// The server takes every tag and zone that is well-formed or known to it. Intl throws at tags with
// parts that it does not want, such as `zh-yue` or `i-klingon`, and at zones newer than the browser.

/** The language nearest to a BCP 47 tag that Intl takes: itself, its first part, or English. */
export function languageFor(tag: string): string {
  const [first = ""] = tag.split("-");
  // As the server writes numbers: Arabic with Latin digits, whatever a region's habit is.
  const digits = first.toLowerCase() === "ar" && !tag.includes("-u-") ? "-u-nu-latn" : "";
  return [tag + digits, tag, first].find((language) => takes(() => Intl.getCanonicalLocales(language))) ?? "en";
}

/** The IANA time zone, if the browser knows it. */
export function zoneFor(timeZone: string | undefined): string | undefined {
  return takes(() => new Intl.DateTimeFormat("en", { timeZone })) ? timeZone : undefined;
}

function takes(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    // A RangeError: that is Intl's way to say no.
    return false;
  }
}
