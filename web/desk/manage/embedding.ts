// What another site's page holds to show a coverage.

/** The ways to show it there. */
export interface Embeddings {
  /** A frame of one height. */
  readonly frame: string;
  /** An element that grows with what is in it; it needs the site to let our script run. */
  readonly element: string;
  /** What a site asks that makes its own of an address (oEmbed 1.0). */
  readonly oembed: string;
}

/** The ways to show the coverage at that address, which is absolute. */
export function embeddings(url: string, headline: string): Embeddings {
  const title = escaped(headline);
  const at = (path: string): string => new URL(path, url).href;
  const style = "border:0;width:100%;max-width:800px;height:700px;max-height:90vh";
  return {
    frame: `<iframe src="${escaped(`${url}/embed`)}" title="${title}" loading="lazy" style="${style}" allow="clipboard-write; web-share"></iframe>`,
    element: `<script type="module" src="${escaped(at("/embed.js"))}"></script><stet-live src="${escaped(url)}" title="${title}"></stet-live>`,
    oembed: at(`/oembed?url=${encodeURIComponent(url)}`),
  };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
