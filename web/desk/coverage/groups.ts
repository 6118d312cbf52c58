import type { Post } from "../api/shapes.ts";

/** How many posts are laid out together; a divisor of how many are asked for at once. */
const TOGETHER = 15;

/**
 * The posts in groups, of which the browser leaves alone those that are out of sight: a letter that is
 * typed beside thousands of posts costs what their groups cost. They are counted from the oldest
 * post, so that a new one changes the first group only.
 */
export function grouped(posts: readonly Post[]): (readonly Post[])[] {
  const groups: (readonly Post[])[] = [];
  for (let end = posts.length; end > 0; end -= TOGETHER) groups.unshift(posts.slice(Math.max(0, end - TOGETHER), end));
  return groups;
}

/** Of groups, as many posts as are to be drawn by now: those on top first. */
export function drawnOf(groups: readonly (readonly Post[])[], count: number): (readonly Post[])[] {
  let left = count;
  return groups.map((group) => {
    const drawn = group.slice(0, left);
    left -= drawn.length;
    return drawn;
  });
}
