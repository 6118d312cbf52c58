/**
 * How many posts are asked for at a time: more would keep a phone from listening while it draws them. The first
 * of them are asked for by the page already, before any script has run.
 */
export const PAGE = 15;
