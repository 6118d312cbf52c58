/** What the desk shows, as its address says it. */
export type Route =
  | { readonly screen: "coverages" }
  | { readonly screen: "welcome" }
  | { readonly screen: "sign-in" }
  | { readonly screen: "coverage"; readonly slug: string; readonly draft: string | null }
  | { readonly screen: "manage"; readonly slug: string }
  | { readonly screen: "trash"; readonly slug: string }
  | { readonly screen: "search" }
  | { readonly screen: "mentions" }
  | { readonly screen: "library" }
  | { readonly screen: "members" }
  | { readonly screen: "webhooks" }
  | { readonly screen: "followings" }
  | { readonly screen: "audit" }
  | { readonly screen: "me" }
  | { readonly screen: "nowhere" };

const PLAIN = ["welcome", "sign-in", "search", "mentions", "library", "members", "webhooks", "followings", "audit", "me"] as const;

/** Screens that are for owners alone: for anybody else there is no such address. */
const OF_OWNERS: readonly Route["screen"][] = ["members", "webhooks", "followings", "audit"];

/** Reads the path of an address. */
export function parse(path: string): Route {
  const [root, first, ...rest] = path.replace(/\/+$/, "").split("/").slice(1).map(decode);
  if (root !== "desk") return { screen: "nowhere" };
  if (first === undefined) return { screen: "coverages" };
  const plain = PLAIN.find((screen) => screen === first);
  if (plain && rest.length === 0) return { screen: plain };
  const [slug, part, id, ...more] = rest;
  if (first !== "c" || !slug || more.length > 0) return { screen: "nowhere" };
  if (part === undefined) return { screen: "coverage", slug, draft: null };
  if (part === "draft" && id) return { screen: "coverage", slug, draft: id };
  if ((part === "manage" || part === "trash") && id === undefined) return { screen: part, slug };
  return { screen: "nowhere" };
}

/** The path of a route: what `parse` reads back. */
export function path(route: Route): string {
  switch (route.screen) {
    case "coverages":
    case "nowhere":
      return "/desk/";
    case "coverage":
      return `/desk/c/${encodeURIComponent(route.slug)}${route.draft ? `/draft/${encodeURIComponent(route.draft)}` : ""}`;
    case "manage":
    case "trash":
      return `/desk/c/${encodeURIComponent(route.slug)}/${route.screen}`;
    default:
      return `/desk/${route.screen}`;
  }
}

/** Whether a route is there for owners alone. */
export function isOfOwners(route: Route): boolean {
  return OF_OWNERS.includes(route.screen);
}

/** The coverage that a route is in, if any. */
export function slugOf(route: Route): string | null {
  return "slug" in route ? route.slug : null;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
