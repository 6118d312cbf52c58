// Another site with a feed, which a coverage can watch.

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A site that serves a JSON Feed at `/feed` and a page that is none at `/`. */
export class FeedSite {
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  /** Starts one on a free port, with items that were published just now. */
  static async start(title: string, items: readonly { readonly title: string; readonly text: string }[]): Promise<FeedSite> {
    const server = createServer((request, response) => {
      if (request.url !== "/feed") {
        response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>No feed</title>");
        return;
      }
      const at = `http://${request.headers.host}`;
      const item = (one: (typeof items)[number], place: number): object =>
        ({ id: `${place}`, url: `${at}/${place}`, title: one.title, content_text: one.text, date_published: new Date().toISOString() });
      const feed = { version: "https://jsonfeed.org/version/1.1", title, items: items.map(item) };
      response.writeHead(200, { "content-type": "application/feed+json" }).end(JSON.stringify(feed));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    return new FeedSite(server);
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
}
