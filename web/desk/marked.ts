/** A stretch of an excerpt, and whether it is what was searched for. */
export interface Marked {
  readonly text: string;
  readonly isFound: boolean;
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** Takes an excerpt apart at its `<mark>`s. Nothing else in it counts as markup. */
export function marked(excerpt: string): Marked[] {
  return excerpt
    .split(/(<mark>[^]*?<\/mark>)/)
    .filter(Boolean)
    .map((part) => {
      const found = /^<mark>([^]*)<\/mark>$/.exec(part);
      return { text: plain(found?.[1] ?? part), isFound: found !== null };
    });
}

function plain(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
