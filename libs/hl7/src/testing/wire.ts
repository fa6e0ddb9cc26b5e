import { connect, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { MllpFrameDecoder } from '../mllp/frame-decoder.js';

/** A peer that puts bytes on the wire as it likes, for tests of how the other end takes it. */
export class WireForTest {
  readonly replies: string[] = [];
  readonly #decoder = new MllpFrameDecoder();
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  /** Resolves when the other end has closed. */
  readonly closed: Promise<void>;

  constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      socket.on('close', () => resolve());
    });
  }

  /** Opens a connection to this machine; over TLS where `tls` is given. */
  static open(port: number, tls?: ConnectionOptions): Promise<WireForTest> {
    const { promise, resolve, reject } = Promise.withResolvers<WireForTest>();
    const place = { port, host: '127.0.0.1', noDelay: true };
    const socket = tls === undefined ? connect(place) : connectTls({ ...place, ...tls });
    socket.once(tls === undefined ? 'connect' : 'secureConnect', () => resolve(new WireForTest(socket)));
    socket.once('error', reject);
    return promise;
  }

  /** Writes text, one byte for each character, in its own network packet as far as that can be had. */
  write(text: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.socket.write(text, 'latin1', () => resolve(undefined));
    return promise;
  }

  /** Resolves with all replies so far when there are `count`. */
  async until(count: number): Promise<readonly string[]> {
    if (this.replies.length < count) {
      await new Promise<void>((resolve) => {
        this.#waiting.push({ count, resolve });
      });
    }
    return this.replies;
  }

  #receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.feed(chunk))
      this.replies.push((item.kind === 'frame' ? '' : `${item.kind}: `) + Buffer.from(item.bytes).toString('latin1'));
    for (const { count, resolve } of this.#waiting) if (this.replies.length >= count) resolve();
  }
}
