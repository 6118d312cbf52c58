// A file on its way, as it is shown: how much of it is there, why it is not, and how to stop it.

import type { Hooks, Stored } from "../index.ts";
import { el } from "./element.ts";

/** A file on its way. */
export interface Sending {
  readonly element: HTMLElement;
  /** Leaves it, as when the composer is closed: what was sent is kept for a day, for the same file to go on from. */
  leave(): void;
}

/** What is done once it has come, or is not wanted any more. */
interface Ends {
  readonly come: (medium: Stored) => void;
  readonly gone: () => void;
  /** It cannot go on by itself. */
  readonly stuck?: () => void;
}

/** Sends a file and shows how it goes. */
export function sending(file: File, hooks: Hooks, ends: Ends): Sending {
  const { text: t } = hooks;
  const name = file.name || t("editor-block-image");
  const bar = el("progress", { max: 1, value: 0, "aria-label": t("editor-sending", { name }) });
  const said = el("span", { role: "status", class: "editor-sending-said" });
  const again = el("button", { type: "button", class: "editor-button small", hidden: true, click: () => void go() }, t("editor-sending-again"));
  const stop = el("button", { type: "button", class: "editor-button small", "aria-label": t("editor-sending-stop-of", { name }), click: () => cancel() }, t("editor-sending-stop"));
  const element = el("div", { class: "editor-sending-file" }, el("bdi", {}, name), bar, said, again, stop);
  let way = new AbortController();

  async function go(): Promise<void> {
    way = new AbortController();
    const { signal } = way;
    [again.hidden, bar.hidden, said.textContent] = [true, false, ""];
    delete element.dataset.state;
    bar.value = 0;
    const told = (part: number): void => {
      bar.value = part;
      if (part < 1) return;
      // What follows takes a moment, and nobody knows how long.
      bar.removeAttribute("value");
      said.textContent = t("editor-sending-checked");
    };
    const sent = await hooks.media.send(file, told, signal);
    if (signal.aborted) return;
    if ("medium" in sent) return ends.come(sent.medium);
    element.dataset.state = "stuck";
    [again.hidden, bar.hidden, said.textContent] = [false, true, `${sent.problem.sentence} ${sent.problem.hint}`.trim()];
    ends.stuck?.();
  }

  function cancel(): void {
    way.abort("cancelled");
    ends.gone();
  }

  void go();
  return { element, leave: () => way.abort("left") };
}
