// The shape to which a picture is cut, and what stays in sight: set on the picture, seen in every shape.

import type { Attrs } from "prosemirror-model";
import type { Hooks } from "../index.ts";
import { el, freshId } from "./element.ts";
import { addressOf, focusOf, placeAfter, placeAt } from "./stored.ts";

/** What a picture is cut to, on a page. */
export interface Crop {
  readonly element: HTMLElement;
  /** Shows what the block says. */
  show(attrs: Attrs): void;
}

const SHAPES = ["", "16:9", "4:3", "1:1", "3:4"] as const;
const [PREVIEW_WIDTH, AIM_WIDTH] = [320, 640];

/** Makes the part of a picture's block that cuts it; `write` is told an attribute and what it is to be. */
export function crop(hooks: Hooks, write: (attr: "shape" | "focus", value: string | null) => void): Crop {
  const { text: t } = hooks;
  let shown: Attrs = {};
  const name = freshId();
  const shapes = SHAPES.map((shape) => {
    const picture = el("img", { alt: "", draggable: "false", loading: "lazy" });
    const input = el("input", { type: "radio", name, value: shape });
    input.addEventListener("change", () => write("shape", shape || null));
    const label = el("label", { class: "editor-shape", "data-shape": shape || "whole" }, picture, el("span", {}, input, t(`editor-image-shape-${shape.replace(":", "-") || "whole"}`)));
    return { shape, picture, input, label };
  });
  const whole = el("img", { alt: "", draggable: "false", loading: "lazy" });
  const mark = el("span", {
    class: "editor-aim-mark",
    role: "slider",
    tabindex: 0,
    "aria-label": t("editor-field-focus"),
    "aria-valuemin": 0,
    "aria-valuemax": 100,
    keydown: (event: KeyboardEvent) => {
      const next = placeAfter(shown.focus as string | null, event.key);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      write("focus", next);
    },
  });
  const aim = el("div", { class: "editor-aim" }, whole, mark);

  function placeUnder(event: PointerEvent): string {
    const { left, top, width, height } = whole.getBoundingClientRect();
    return placeAt(((event.clientX - left) / width) * 1000, ((event.clientY - top) / height) * 1000);
  }

  aim.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    mark.focus();
    aim.setPointerCapture(event.pointerId);
    aimAt(placeUnder(event));
  });
  aim.addEventListener("pointermove", (event) => aim.hasPointerCapture(event.pointerId) && aimAt(placeUnder(event)));
  // One step for the whole way of the finger.
  aim.addEventListener("pointerup", (event) => aim.hasPointerCapture(event.pointerId) && write("focus", placeUnder(event)));
  aim.addEventListener("pointercancel", () => aimAt(shown.focus as string | null));

  function aimAt(focus: string | null): void {
    const [x, y] = focusOf(focus);
    mark.style.left = `${x / 10}%`;
    mark.style.top = `${y / 10}%`;
    mark.setAttribute("aria-valuenow", String(x / 10));
    mark.setAttribute("aria-valuetext", t("editor-focus-at", { across: x / 10, down: y / 10 }));
    for (const { picture } of shapes) picture.style.objectPosition = `${x / 10}% ${y / 10}%`;
  }

  const element = el(
    "details",
    { class: "editor-crop" },
    el("summary", {}, t("editor-crop")),
    el("p", { class: "editor-said" }, t("editor-crop-help")),
    aim,
    el("fieldset", { class: "editor-shapes" }, el("legend", {}, t("editor-field-shape")), ...shapes.map(({ label }) => label)),
  );
  return {
    element,
    show: (attrs) => {
      shown = attrs;
      element.hidden = attrs.media === null;
      if (attrs.media === null) return;
      setSource(whole, addressOf(attrs, AIM_WIDTH));
      for (const { shape, picture, input } of shapes) {
        setSource(picture, addressOf(attrs, PREVIEW_WIDTH));
        input.checked = (attrs.shape ?? "") === shape;
      }
      aimAt(attrs.focus as string | null);
    },
  };
}

/** Shows another picture, if it is another one. */
function setSource(picture: HTMLImageElement, address: string): void {
  if (picture.getAttribute("src") !== address) picture.src = address;
}
