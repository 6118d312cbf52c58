import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import composer from "./locales/editor.en.ftl?raw";
import english from "./locales/en.ftl?raw";

/** The language that the desk speaks. */
export const LANGUAGE = "en";

const bundle = new FluentBundle(LANGUAGE, { useIsolating: false });
for (const texts of [english, composer]) {
  for (const error of bundle.addResource(new FluentResource(texts))) console.error(error);
}

/** The text of that id. An id without a text shows itself, and a test sees to it that there is none. */
export function t(id: string, args?: Record<string, FluentVariable>): string {
  const message = bundle.getMessage(id);
  if (!message?.value) return id;
  return bundle.formatPattern(message.value, args);
}
