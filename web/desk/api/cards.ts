// Cards of what stands at an address.

import type { Card } from "../editor/index.ts";
import { api, ask } from "./client.ts";
import { asFault } from "./fault.ts";

/** What a card of an address says. It never fails: a card that could not be had says why. */
export async function readCard(url: string): Promise<Card> {
  try {
    return (await ask(api.POST("/api/v1/cards", { body: { url } }))) as Card;
  } catch (error) {
    const { sentence, hint, code } = asFault(error);
    return { ...BARE, url, problem: { code, detail: sentence, hint: hint ?? "" } };
  }
}

const BARE = {
  provider: null,
  title: null,
  byline: null,
  text: null,
  posted_at: null,
  picture: null,
  picture_width: null,
  picture_height: null,
  picture_alt: null,
} as const;
