import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { directionOf, isolated, type Language, locale, speakIn } from "./language.ts";

/** Each language is a file of its own, which is loaded when the desk is to speak it. */
const files = import.meta.glob<string>("./locales/*.ftl", { query: "?raw", import: "default" });

let bundle: FluentBundle | undefined;

/** Lets the desk speak a language. Nothing of it may be shown before. */
export async function speak(language: Language): Promise<void> {
  // Variables are set apart where it matters, by `isolated`; marks around each would be copied and searched, too.
  const next = new FluentBundle(locale(language), { useIsolating: false });
  const texts = await Promise.all([`${language}`, `editor.${language}`].map((name) => files[`./locales/${name}.ftl`]?.() ?? ""));
  for (const text of texts) {
    for (const error of next.addResource(new FluentResource(text))) console.error(error);
  }
  bundle = next;
  speakIn(language);
  Object.assign(document.documentElement, { lang: language, dir: directionOf(language) });
}

/** The text of that id. An id without a text shows itself, and a test sees to it that there is none. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  const message = bundle?.getMessage(id);
  if (!bundle || !message?.value) return id;
  return bundle.formatPattern(message.value, args && apart(args));
}

function apart(args: Record<string, FluentVariable>): Record<string, FluentVariable> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, typeof value === "string" ? isolated(value) : value]));
}
