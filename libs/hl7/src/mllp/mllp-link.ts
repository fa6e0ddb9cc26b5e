import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { MllpFrameDecoder, type Decoded } from './frame-decoder.js';
import { mllpFrames } from './framing.js';
import { MllpSendFailure, type MllpSendFailureReason } from './mllp-send-failure.js';

/** Certificates of a sender, PEM. */
export interface MllpSenderTls {
  /** The authorities that may have signed the server's certificate; default: the well-known ones. */
  readonly ca?: readonly (string | Buffer)[];
  readonly key?: string | Buffer;
  readonly cert?: string | Buffer;
  /** The name in the server's certificate, where it is not `host`. */
  readonly serverName?: string;
}

/** Where to send, and how long to wait. */
export interface MllpSenderOptions {
  readonly host: string;
  readonly port: number;
  /** For a connection, and for each reply. */
  readonly timeoutMs: number;
  /** Of a reply; default 10 MiB. */
  readonly maxFrameBytes?: number;
  readonly tls?: MllpSenderTls;
}

/** A receiver that leaves out the CR after FS has answered all the same. */
const END_GRACE_MS = 1000;

const sentences: Readonly<Record<Exclude<MllpSendFailureReason, 'closed'>, string>> = {
  'not-connected': 'No connection to the receiver came about.',
  'connection-lost': 'The connection ended before the reply came.',
  'timed-out': 'The reply did not come in time.',
  'reply-unreadable': 'What came back is no MLLP frame.',
};

const failure = (reason: keyof typeof sentences, cause?: unknown): MllpSendFailure => new MllpSendFailure(reason, sentences[reason], cause);

const serverNameFor = ({ host, tls }: MllpSenderOptions): { readonly servername?: string } => {
  const servername = tls?.serverName ?? (isIP(host) === 0 ? host : undefined);
  return servername === undefined ? {} : { servername };
};

const connectOver = (options: MllpSenderOptions, onReady: () => void): Socket => {
  const { host, port, tls } = options;
  const place = { host, port, noDelay: true, keepAlive: true };
  if (tls === undefined) return connectTcp(place, onReady);
  const { ca, key, cert } = tls;
  return connectTls(
    { ...place, ...serverNameFor(options), ...(ca && { ca: [...ca] }), ...(key && { key }), ...(cert && { cert }) },
    onReady,
  );
};

interface Waiting {
  readonly resolve: (reply: Uint8Array | undefined) => void;
  readonly reject: (reason: MllpSendFailure) => void;
  readonly timer: NodeJS.Timeout;
}

/** One connection to a receiver. Once anything on it has gone wrong it is not used again. */
export class MllpLink {
  readonly #decoder: MllpFrameDecoder;
  #waiting: Waiting | undefined;
  #endGrace: NodeJS.Timeout | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly options: MllpSenderOptions,
  ) {
    this.#decoder = new MllpFrameDecoder(options);
    socket.on('data', (chunk: Buffer) => this.#receive(this.#decoder.feed(chunk)));
    socket.on('end', () => this.#receive(this.#decoder.end()));
    socket.on('error', (error) => this.#break('connection-lost', error));
    socket.on('close', () => this.#break('connection-lost'));
  }

  /** Connects; rejects with `not-connected`. */
  static open(options: MllpSenderOptions): Promise<MllpLink> {
    const { promise, resolve, reject } = Promise.withResolvers<MllpLink>();
    const refuse = (cause: unknown): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(failure('not-connected', cause));
    };
    const socket = connectOver(options, () => {
      clearTimeout(timer);
      socket.off('error', refuse);
      resolve(new MllpLink(socket, options));
    });
    socket.on('error', refuse);
    const timer = setTimeout(refuse, options.timeoutMs);
    return promise;
  }

  get isUsable(): boolean {
    return this.socket.writable && !this.socket.readableEnded;
  }

  /** Sends a message and resolves with its reply. */
  ask(message: Uint8Array): Promise<Uint8Array | undefined> {
    const reply = this.#wait();
    this.socket.write(mllpFrames([message]));
    return reply;
  }

  /** Sends a message to which no reply is due; resolves when it is handed to the network. */
  tell(message: Uint8Array): Promise<Uint8Array | undefined> {
    const sent = this.#wait();
    this.socket.write(mllpFrames([message]), (error) => {
      if (error === undefined || error === null) this.#settle(undefined);
    });
    return sent;
  }

  /** Ends the connection; resolves when it is closed. */
  end(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    if (this.socket.closed) return Promise.resolve();
    this.socket.once('close', () => resolve(undefined));
    this.socket.destroySoon();
    return promise;
  }

  #wait(): Promise<Uint8Array | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | undefined>();
    this.#waiting = { resolve, reject, timer: setTimeout(() => this.#break('timed-out'), this.options.timeoutMs) };
    return promise;
  }

  #receive(found: readonly Decoded[]): void {
    for (const item of found) this.#deal(item);
    clearTimeout(this.#endGrace);
    if (this.#decoder.awaitsEnd) this.#endGrace = setTimeout(() => this.#receive(this.#decoder.settle()), END_GRACE_MS);
  }

  /** A frame that nobody waits for answers an earlier message; after it no reply on this connection could be trusted. */
  #deal(item: Decoded): void {
    if (item.kind === 'frame' && this.#waiting !== undefined) this.#settle(item.bytes);
    else this.#break(item.kind === 'cut-off' ? 'connection-lost' : 'reply-unreadable');
  }

  #settle(reply: Uint8Array | undefined): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    clearTimeout(waiting.timer);
    waiting.resolve(reply);
  }

  #break(reason: keyof typeof sentences, cause?: unknown): void {
    clearTimeout(this.#endGrace);
    this.socket.destroy();
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    this.#waiting = undefined;
    clearTimeout(waiting.timer);
    waiting.reject(failure(reason, cause));
  }
}
