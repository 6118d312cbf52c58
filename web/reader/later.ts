// What a page does once nothing else is to do.

import { tellCorrections } from "./corrected.ts";
import { firstRead, rememberFirst } from "./first.ts";
import { keepPages } from "./keep.ts";

/** Begins; the script that loads this has what is told of the address of a script, and what keeps a reader's place. */
export function later(ownScript: (address: string) => string, keepPlace: (change: () => void) => void): void {
  rememberFirst();
  tellCorrections();
  keepPages(ownScript, keepPlace);
  const machine = document.getElementById("as-of");
  if (machine) import("./moment.ts").then(({ travel }) => travel(machine, firstRead), () => undefined);
}
