import { defineConfig } from "vite";

// The server takes the one script that it finds in dist/assets. The style sheet is not built:
// it is served as it stands.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: "reader/main.ts",
      output: { entryFileNames: "assets/reader-[hash].js" },
    },
  },
});
