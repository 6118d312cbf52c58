// Another site with a feed, which a coverage can watch.

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What an item of a feed says. */
export interface Item {
  readonly title: string;
  readonly text: string;
}

/** How the site answers: with its feed, or in a way that feeds break. */
type Answer = "feed" | "gone" | "page" | "endless";

/** A site that serves a JSON Feed at `/feed` and a page that is none at `/`. */
export class FeedSite {
  /** What it answers whoever asks for the feed. */
  answer: Answer = "feed";
  private readonly title: string;
  /** The newest first. An item's id is what it stays known by, whatever it says. */
  private items: readonly (Item & { readonly id: number; readonly at: string })[] = [];
  private readonly server: Server;

  private constructor(title: string) {
    this.title = title;
    this.server = createServer((request, response) => this.take(request, response));
  }

  /** Starts one on a free port, with items that were published just now. */
  static async start(title: string, items: readonly Item[]): Promise<FeedSite> {
    const site = new FeedSite(title);
    for (const item of items) site.publish(item);
    await once(site.server.listen(0, "127.0.0.1"), "listening");
    return site;
  }

  /** Puts a new item on top. */
  publish(item: Item): void {
    this.items = [{ ...item, id: this.items.length, at: new Date().toISOString() }, ...this.items];
  }

  /** Says something else in the item of this title. */
  edit(title: string, item: Item): void {
    this.items = this.items.map((one) => (one.title === title ? { ...one, ...item } : one));
  }

  /** Where it listens, as `STET_ALSO_REACH` has it. */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  private take(request: IncomingMessage, response: ServerResponse): void {
    const asked = request.url === "/feed" ? this.answer : "page";
    if (asked === "gone") {
      response.writeHead(404).end();
    } else if (asked === "page") {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>No feed</title>");
    } else if (asked === "endless") {
      response.writeHead(200, { "content-type": "application/feed+json" });
      const more = Buffer.alloc(65_536, " ");
      const write = (): void => {
        while (!response.destroyed && response.write(more));
      };
      response.on("drain", write);
      write();
    } else {
      const at = `http://${request.headers.host}`;
      const items = this.items.map((one) => ({ id: `${one.id}`, url: `${at}/${one.id}`, title: one.title, content_text: one.text, date_published: one.at }));
      const feed = { version: "https://jsonfeed.org/version/1.1", title: this.title, items };
      response.writeHead(200, { "content-type": "application/feed+json" }).end(JSON.stringify(feed));
    }
  }
}
