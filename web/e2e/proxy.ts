// The network between a reader and the server, which tests can cut without touching either.

import { EventEmitter, once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/**
 * A TCP proxy on a port of its own.
 *
 * It emits "request" with the path of each request that a reader makes, passed on or not, and "cut" when it cuts by itself.
 */
export class Proxy extends EventEmitter<{ request: [path: string]; cut: [] }> {
  /** How many bytes of readers it has passed on. */
  passed = 0;
  private readonly target: URL;
  private readonly server: Server;
  private readonly wires = new Set<Wire>();
  private state: "whole" | "cut" = "whole";
  private streams: "passed on" | "refused" = "passed on";
  /** How many more bytes of readers pass before every connection is cut; null for as many as there are. */
  private left: number | null = null;

  private constructor(target: string) {
    super();
    this.target = new URL(target);
    this.server = createServer((reader) => this.join(reader));
  }

  /** Puts a proxy before the server at this address. */
  static async before(target: string): Promise<Proxy> {
    const proxy = new Proxy(target);
    proxy.server.listen(0, "127.0.0.1");
    await once(proxy.server, "listening");
    return proxy;
  }

  /** The address for readers. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Cuts every connection, and every new one, until it is mended. */
  cut(): void {
    this.state = "cut";
    for (const wire of this.wires) wire.cut();
  }

  /** Cuts every connection once readers have sent so many bytes more. */
  cutAfter(bytes: number): void {
    this.left = bytes;
  }

  /** Whether every connection is cut. */
  get isCut(): boolean {
    return this.state === "cut";
  }

  /** Lets connections through again. */
  mend(): void {
    this.state = "whole";
  }

  /** Ends the streams and refuses new ones, while everything else passes. */
  refuseStreams(): void {
    this.streams = "refused";
    for (const wire of this.wires) if (wire.carriesStream) wire.cut();
  }

  /** Lets streams through again. */
  allowStreams(): void {
    this.streams = "passed on";
  }

  /** Resolves with the next request whose path matches. */
  async nextRequest(pattern: RegExp): Promise<string> {
    return new Promise((resolve) => {
      const look = (path: string): void => {
        if (!pattern.test(path)) return;
        this.off("request", look);
        resolve(path);
      };
      this.on("request", look);
    });
  }

  /** Ends the proxy. */
  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, "close");
  }

  private join(reader: Socket): void {
    if (this.state === "cut") {
      reader.destroy();
      return;
    }
    const server = connect(Number(this.target.port), this.target.hostname);
    const wire = new Wire(reader, server);
    this.wires.add(wire);
    server.once("close", () => this.wires.delete(wire));
    server.pipe(reader);
    reader.on("data", (data) => this.pass(data, wire));
    reader.on("end", () => server.end());
  }

  /** Where no stream is refused, what looks like a request line in a body does no harm. */
  private pass(data: Buffer, wire: Wire): void {
    if (this.left !== null) {
      this.left -= data.length;
      if (this.left < 0) {
        this.left = null;
        this.cut();
        this.emit("cut");
        return;
      }
    }
    for (const [, path = ""] of data.toString("latin1").matchAll(/^GET (\S+) HTTP/gm)) {
      this.emit("request", path);
      if (!/\/stream(\?|$)/.test(path)) continue;
      wire.carriesStream = true;
      if (this.streams === "refused") return wire.refuse();
    }
    this.passed += data.length;
    // What the server has no time for stays with the reader, as on any line.
    if (wire.server.write(data)) return;
    wire.reader.pause();
    wire.server.once("drain", () => wire.reader.resume());
  }
}

/** One connection of a reader, with the one to the server that belongs to it. */
class Wire {
  carriesStream = false;
  readonly server: Socket;
  readonly reader: Socket;

  constructor(reader: Socket, server: Socket) {
    this.reader = reader;
    this.server = server;
    // What is cut on one side is cut on the other; a cut is what these tests are about.
    for (const socket of [reader, server]) socket.on("error", () => this.cut());
    reader.once("close", () => this.cut());
  }

  cut(): void {
    this.reader.destroy();
    this.server.destroy();
  }

  /** Answers as a proxy of an office does that knows no streams. */
  refuse(): void {
    this.reader.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    this.server.destroy();
  }
}
