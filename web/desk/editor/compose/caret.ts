// The caret where the browser has it.
//
// A browser moves the caret at once, but says so up to a frame later. What comes between acts on
// where the caret was: Backspace at what was the beginning of a block does nothing, Enter splits the
// wrong place, and what is pasted lands there. So whoever clicks, presses End and goes on has the
// keys and the clipboard wait for no news.

import { Plugin } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";

/** Has the document know of the caret before each key, and before the clipboard is used. */
export function caretFirst(): Plugin {
  return new Plugin({ props: { handleDOMEvents: { keydown: look, paste: look, cut: look, copy: look } } });
}

function look(view: EditorView, event: Event): boolean {
  // An input method moves the caret as it likes, and is read once it is done.
  const isComposing = view.composing || (event instanceof KeyboardEvent && event.isComposing);
  if (!isComposing) view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
  return false;
}
