/** A name for URLs, made of a headline: a–z, 0–9 and single hyphens, not too long to be read out. */
export function slugFrom(headline: string): string {
  const plain = headline.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
  let slug = "";
  for (const word of words) {
    if (slug.length + word.length > 50) break;
    slug += slug ? `-${word}` : word;
  }
  return slug || (words[0]?.slice(0, 50) ?? "");
}
