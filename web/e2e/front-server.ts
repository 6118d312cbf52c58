// A server before the server, as of a newsroom that serves something else at some addresses.

import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What is answered in the place of the server. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Passes everything on but what it answers itself. */
export class FrontServer {
  /** What is answered at which path. */
  readonly answers = new Map<string, Answer>();
  /** What has to come about before which path is answered or passed on. */
  readonly waits = new Map<string, Promise<void>>();
  /** The paths that were asked for. */
  readonly asked: string[] = [];
  private readonly server: Server;

  private constructor(target: string) {
    this.server = createServer(async (asked, answer) => {
      this.asked.push(asked.url ?? "");
      await this.waits.get(asked.url ?? "");
      const own = this.answers.get(asked.url ?? "");
      if (own) {
        answer.writeHead(own.status, { "content-type": "text/javascript", "cache-control": "no-cache" }).end(own.body);
        return;
      }
      const { method, headers } = asked;
      const passed = request(new URL(asked.url ?? "/", target), { method, headers }, (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
        answer.once("close", () => given.destroy());
      });
      passed.on("error", () => answer.headersSent ? answer.destroy() : answer.writeHead(502).end());
      asked.pipe(passed);
    });
  }

  static async before(target: string): Promise<FrontServer> {
    const front = new FrontServer(target);
    front.server.listen(0, "127.0.0.1");
    await once(front.server, "listening");
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
