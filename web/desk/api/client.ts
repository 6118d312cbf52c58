import createClient from "openapi-fetch";
import { faultOf, unreached } from "./fault.ts";
import { reached } from "./reach.ts";
import type { paths } from "./schema.ts";

/** The desk's API, typed by the server's own description of it. */
export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? "" });

/** What a call to the API comes back with. */
interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer; anything else is thrown as a `Fault`. */
export async function ask<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (error) {
    // `fetch` throws a TypeError where it got no answer, and nothing else does here.
    if (error instanceof TypeError) throw unreached();
    throw error;
  }
  if (answer.response.ok) {
    reached();
    return answer.data as T;
  }
  throw faultOf(answer.response.status, answer.error);
}
