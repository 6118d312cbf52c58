import { constants, brotliCompressSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

// The desk is built beside the reader's script, into a folder of its own: its page, its
// manifest, its worker, and files whose names hold their hash.
export default defineConfig({
  base: "/desk/",
  publicDir: "desk/public",
  plugins: [svelte(), shell(), brotli()],
  build: {
    outDir: "dist/desk",
    emptyOutDir: true,
    target: "es2022",
    // The desk's page may run no inline script and load no `data:` file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { desk: "desk.html", worker: "desk/worker.ts" },
      output: {
        // The worker's name must stay, since browsers ask for it by its address.
        entryFileNames: ({ name }) => (name === "worker" ? "worker.js" : "assets/[name]-[hash].js"),
        chunkFileNames: "assets/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
});

/** Tells the worker which files the desk consists of, where it says `__SHELL__`. */
function shell(): Plugin {
  return {
    name: "stet-shell",
    generateBundle(_, bundle) {
      const worker = bundle["worker.js"];
      if (worker?.type !== "chunk") return;
      const files = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
      worker.code = worker.code.replace("__SHELL__", JSON.stringify(files.sort()));
    },
  };
}

/** Compresses each file once, better than a server would while somebody waits. */
function brotli(): Plugin {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return {
    name: "stet-brotli",
    enforce: "post",
    generateBundle: {
      // After Vite's own, which still writes into the files.
      order: "post",
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(js|css|svg)$/.test(file.fileName)) continue;
          const source = brotliCompressSync(file.type === "chunk" ? file.code : file.source, { params });
          this.emitFile({ type: "asset", fileName: `${file.fileName}.br`, source });
        }
      },
    },
  };
}
