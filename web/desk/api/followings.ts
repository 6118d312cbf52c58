// Coverages of other servers that are followed here.

import { api, ask } from "./client.ts";
import type { Following, NewFollowing } from "./shapes.ts";

export const readFollowings = async (): Promise<Following[]> =>
  (await ask(api.GET("/api/v1/followings"))).followings as Following[];
/** Has a coverage be followed, or one that has stopped be gone on with. The source is asked first, for half a minute at most. */
export const follow = async (body: NewFollowing): Promise<Following> =>
  (await ask(api.POST("/api/v1/followings", { body }))) as Following;
export const unfollow = (slug: string): Promise<unknown> =>
  ask(api.DELETE("/api/v1/followings/{slug}", { params: { path: { slug } } }));
