import { defineConfig, type Plugin } from "vite";

// The server serves what it finds in dist/assets under the names that it has there; the script is the one
// whose name begins with "reader", the one that begins with "proof" is of the page on which a record is
// checked, the others are parts of the first that are loaded on demand. The style sheet is
// not built: it is served as it stands.
export default defineConfig({
  publicDir: false,
  plugins: [files()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // As a library: what is loaded on demand is small and needs nothing else, so that Vite's own loader,
    // which fetches ahead, would only weigh.
    lib: { entry: { reader: "reader/main.ts", proof: "reader/proof.ts", worker: "reader/worker.ts" }, formats: ["es"] },
    rolldownOptions: {
      output: {
        minify: true,
        // The worker's name must stay, since browsers ask for it by its address.
        entryFileNames: ({ name }) => (name === "worker" ? "worker.js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
      },
    },
  },
});

/** Tells the worker which files the script consists of, where it says `__FILES__`. */
function files(): Plugin {
  return {
    name: "stet-files",
    generateBundle(_, bundle) {
      const worker = bundle["worker.js"];
      if (worker?.type !== "chunk") return;
      const names = Object.keys(bundle).filter((name) => /^assets\/(?!proof-|moment-)/.test(name));
      worker.code = worker.code.replaceAll("__FILES__", JSON.stringify(names.sort().map((name) => `/${name}`)));
    },
  };
}
