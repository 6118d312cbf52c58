// Asks for a place or a country by its name, or for a place by its coordinates.

import type { Hooks, Place, Places } from "../index.ts";
import { combobox } from "./combobox.ts";
import { openDialog } from "./dialog.ts";
import { el, freshId } from "./element.ts";

type Country = Places["countries"][number];

/** What is done with what was chosen. */
export interface Chosen {
  place(place: Pick<Place, "name" | "latitude" | "longitude" | "kind">): void;
  country(country: Country): void;
}

/** Opens a dialog that finds places and countries. */
export function askPlace(hooks: Hooks, whenClosed: () => void, chosen: Chosen): void {
  const { text: t } = hooks;
  const { body, close } = openDialog(hooks, t("editor-map-add-place"), whenClosed);
  const label = t("editor-map-place-name");
  const input = el("input", { id: freshId(), type: "text", dir: "auto", maxlength: 100, "aria-label": label });
  const fault = el("p", { class: "editor-fault", role: "alert" });
  const box = combobox<() => void>(input, {
    find: async (words) => {
      if (words.trim() === "" || pointOf(words)) return [];
      const { places, countries } = await hooks.places(words);
      return [
        ...countries.map((country) => ({ name: country.name, more: t("editor-map-country"), value: () => chosen.country(country) })),
        ...places.map((place) => ({ name: place.name, more: whereIs(place), value: () => chosen.place(place) })),
      ];
    },
    choose: ({ value }) => {
      close();
      value();
    },
  });
  const form = el(
    "form",
    {
      submit: (event: Event) => {
        event.preventDefault();
        const point = pointOf(input.value);
        if (!point) {
          fault.textContent = t("editor-map-place-fault");
          return input.focus();
        }
        close();
        chosen.place({ name: t("editor-map-a-place"), kind: "dot", ...point });
      },
    },
    el("div", { class: "editor-field" }, el("label", { for: input.id }, label), box, el("small", {}, t("editor-map-place-help"))),
    fault,
    el("div", { class: "editor-actions" }, el("button", { class: "editor-button primary" }, t("editor-map-add"))),
  );
  // What was said of other words goes with the first letter, not with the answer about those that it was said of.
  input.addEventListener("input", () => (fault.textContent = ""));
  body.append(form);
  input.focus();
}

/** What tells a place from others of its name. */
function whereIs({ country, latitude, longitude }: Place): string {
  const names = new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "region" });
  return `${names.of(country) ?? country} · ${latitude}, ${longitude}`;
}

/** The coordinates that were typed, as “50.45, 30.52” or “50.45 30.52”; null if they are none. */
function pointOf(typed: string): { latitude: number; longitude: number } | null {
  const found = /^\s*([-−]?\d{1,2}(?:\.\d+)?)°?[\s,;]+([-−]?\d{1,3}(?:\.\d+)?)°?\s*$/.exec(typed);
  const [latitude, longitude] = [1, 2].map((part) => Number(found?.[part]?.replace("−", "-")));
  return latitude !== undefined && longitude !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}
