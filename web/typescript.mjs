// Lets Node run the tests' TypeScript: `node --import ./typescript.mjs --test …`.
//
// Node 20 cannot read TypeScript, and the compiler is here anyway, so a loader of a few lines
// saves a test runner and its dependencies. It only strips types, of each state of a file once;
// `npm run check` checks them.

import { register } from "node:module";

register("./typescript-loader.mjs", import.meta.url);
