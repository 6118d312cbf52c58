// What the composer asks of the desk about pictures and films. What it takes is loaded once it is asked for.

import { mount, unmount } from "svelte";
import { asFault } from "../api/fault.ts";
import type { Medium } from "../api/media.ts";
import type { Media, Stored } from "../editor/index.ts";
import { told } from "../told.ts";
import type { News } from "./send.ts";

/** Pictures and films for a coverage, or for what belongs to none. */
export function mediaFor(coverage: string | null, news: News | null): Media {
  return {
    send: async (file, tell, signal) => {
      try {
        const { send } = await import("./send.ts");
        return { medium: stored(await send(file, { coverage, news, told: tell, signal })) };
      } catch (error) {
        if (signal.aborted) return { problem: { sentence: "", hint: "" } };
        const { sentence, hint } = told(asFault(error));
        return { problem: { sentence, hint: hint ?? "" } };
      }
    },
    choose: async (kind) => {
      const { default: MediaDialog } = await import("./MediaDialog.svelte");
      return new Promise((resolve) => {
        const end = (chosen: readonly Stored[]): void => {
          void unmount(dialog);
          resolve(chosen);
        };
        const dialog = mount(MediaDialog, {
          target: document.body,
          props: { kind, choose: (media: readonly Medium[]) => end(media.map(stored)), onclose: () => end([]) },
        });
      });
    },
  };
}

/** A medium as a block takes it. */
function stored({ id, kind, filename, width, height, duration, poster, alt, caption, credit, source, focus }: Medium): Stored {
  return { id, kind: kind ?? "image", filename, width, height, duration, poster, alt, caption, credit, source, focus };
}
