import { defineConfig } from "vite";

// The server reads dist/manifest.json to find the hashed name of the reader's script,
// under the key "reader/main.ts". Nothing else is built or copied here: the reader's
// style sheet stands in the page itself.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: "reader/main.ts",
      output: { entryFileNames: "assets/reader-[hash].js" },
    },
  },
});
