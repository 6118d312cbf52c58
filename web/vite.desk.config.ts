import { constants, brotliCompressSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import { PAGE } from "./desk/state/page.ts";

// The desk is built beside the reader's script, into a folder of its own: its page, its
// manifest, its worker, and files whose names hold their hash.
export default defineConfig({
  base: "/desk/",
  publicDir: "desk/public",
  plugins: [svelte(), pages(), shell(), brotli()],
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
        codeSplitting: {
          // Many small files make many ways to the server and back: one holds what every screen needs, one what
          // a coverage's needs besides.
          // All that is said in one language is in one.
          groups: [
            { name: (id) => `words-${/([a-z]+)\.ftl/.exec(id)?.[1]}`, test: /\/desk\/locales\// },
            { name: "desk", tags: ["$initial"], test: (id) => !id.endsWith("/desk/worker.ts") },
            { name: "Coverage", test: /\/desk\/(screens\/Coverage\.svelte|parts\/Menu\.svelte|api\/drafts\.ts|editor\/(empty|id)\.ts)$/ },
          ],
        },
      },
    },
  },
});

/** What the coverage's screen asks first. The server writes the coverage's slug into the page that it sends. */
const FIRST_QUESTIONS = ["", `/posts?limit=${PAGE}`, "/members"].map((rest) => `/api/v1/coverages/{slug}${rest}`);

/**
 * Makes, beside the page that the server sends, one for the address of a coverage, where somebody may be: it has
 * the browser fetch that screen, and ask what that asks first, along with what every screen needs, instead of
 * only once that has run. In both, scripts and styles stand before what can wait.
 */
function pages(): Plugin {
  return {
    name: "stet-pages",
    generateBundle: {
      // After Vite's own, which writes the page.
      order: "post",
      handler(_, bundle) {
        const page = bundle["desk.html"];
        if (page?.type !== "asset") return;
        const source = String(page.source);
        const built = /^ *<(script|link)[^>]*assets\/.*\n/gm;
        const own = source.match(built)?.join("") ?? "";
        const put = (links: readonly string[]): string =>
          source.replaceAll(built, "").replace(/^( *)<link/m, (first, indent) => own + links.map((link) => `${indent}${link}\n`).join("") + first);
        const files = [...needed(bundle, "Coverage")].filter((name) => !source.includes(name));
        const kind = (name: string): string => (name.endsWith(".css") ? "stylesheet" : "modulepreload");
        page.source = put([]);
        const more = put([
          ...files.map((name) => `<link rel="${kind(name)}" crossorigin href="/desk/${name}">`),
          ...FIRST_QUESTIONS.map((path) => `<link rel="preload" href="${path}" as="fetch" crossorigin>`),
        ]);
        this.emitFile({ type: "asset", fileName: "coverage.html", source: more });
      },
    },
  };
}

/** The files of a screen: its chunk, what that cannot start without, and their styles. */
function needed(bundle: Rolldown.OutputBundle, screen: string): Set<string> {
  const files = new Set<string>();
  const need = (name: string): void => {
    const file = bundle[name];
    if (file?.type !== "chunk" || files.has(name)) return;
    for (const one of [name, ...(file.viteMetadata?.importedCss ?? [])]) files.add(one);
    file.imports.forEach(need);
  };
  for (const file of Object.values(bundle)) if (file.type === "chunk" && file.name === screen) need(file.fileName);
  return files;
}

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
