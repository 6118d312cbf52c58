// The caret where the browser has it.
//
// A browser moves the caret at once, but says so up to a frame later. A key that comes between acts
// on where the caret was: Backspace at what was the beginning of a block does nothing, Enter splits
// the wrong place. So whoever clicks, presses End and types on has the keys wait for no news.

import { Plugin } from "prosemirror-state";

/** Has the document know of the caret before each key. */
export function caretBeforeKeys(): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        keydown: (view, event) => {
          // An input method moves the caret as it likes, and is read once it is done.
          if (!view.composing && !event.isComposing) view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
          return false;
        },
      },
    },
  });
}
