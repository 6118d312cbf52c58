// Another server, which is told of what is published.

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What it was sent. */
export interface Sent {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What the message is called. */
  readonly type: string;
}

export class Listener {
  /** Everything it was sent, the first first. */
  readonly sent: Sent[] = [];
  /** What it answers. */
  status = 204;
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  static async start(): Promise<Listener> {
    const server = createServer();
    const listener = new Listener(server);
    server.on("request", async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const body = Buffer.concat(parts).toString();
      const { type } = JSON.parse(body) as { type: string };
      listener.sent.push({ headers: request.headers, body, type });
      response.writeHead(listener.status).end();
      server.emit("sent");
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    return listener;
  }

  /** Where it listens, as `STET_ALSO_REACH` has it. */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Waits until it was sent so many messages. */
  async hasTaken(count: number): Promise<void> {
    while (this.sent.length < count) await once(this.server, "sent", { signal: AbortSignal.timeout(30_000) });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
