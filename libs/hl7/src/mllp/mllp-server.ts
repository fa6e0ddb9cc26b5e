import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket, createServer as createTlsServer } from 'node:tls';
import { Conversation, type ConversationLimits, type MllpHandlers } from './conversation.js';
import { DEFAULT_MAX_FRAME_BYTES } from './frame-decoder.js';
import type { ClientCertificate, MllpConnection } from './mllp-problem.js';

/** Certificates of a server, PEM. */
export interface MllpServerTls {
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
  /** The authorities whose client certificates are accepted. Where given, a client without one of theirs is turned away. */
  readonly ca?: readonly (string | Buffer)[];
}

/** How to open an MLLP door. Everything but the port and the handlers has a default. */
export interface MllpServerOptions extends MllpHandlers, Partial<ConversationLimits> {
  /** 0 takes a free one. */
  readonly port: number;
  /** Default: every interface. */
  readonly host?: string;
  /** Default 1,024. */
  readonly maxConnections?: number;
  /** How long `close` waits for replies in flight before it cuts what is left; default 10 s. */
  readonly closeGraceMs?: number;
  readonly tls?: MllpServerTls;
}

/** An open MLLP door. */
export interface MllpServer {
  readonly port: number;
  /** Connections that are open now. */
  readonly connections: number;
  /** Accepts nobody any more, lets replies in flight leave, and ends every connection. Safe to ask twice. */
  readonly close: () => Promise<void>;
}

const defaults: ConversationLimits = {
  maxFrameBytes: DEFAULT_MAX_FRAME_BYTES,
  idleTimeoutMs: 30_000,
  frameTimeoutMs: 300_000,
  endGraceMs: 1000,
  maxUnansweredFrames: 64,
  maxUnansweredBytes: 16 * 1024 * 1024,
};

const KEEP_ALIVE_AFTER_MS = 60_000;
const HANDSHAKE_TIMEOUT_MS = 10_000;
const NO_BYTES = new Uint8Array(0);

/** The name may be missing or repeated in a certificate. */
const firstName = (name: string | string[] | undefined): string => (Array.isArray(name) ? name[0] : name) ?? '';

const certificateOf = (socket: Socket): { readonly certificate?: ClientCertificate } => {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (certificate === undefined) return {};
  const { subject } = certificate.toLegacyObject();
  return { certificate: { subjectName: firstName(subject.CN), fingerprint256: certificate.fingerprint256 } };
};

const peerOf = (socket: Socket, id: number): MllpConnection => ({
  id,
  remoteAddress: socket.remoteAddress ?? '',
  remotePort: socket.remotePort ?? 0,
  localPort: socket.localPort ?? 0,
  ...certificateOf(socket),
});

const socketOptions = { noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS };

const openServer = ({ tls }: MllpServerOptions, onSocket: (socket: Socket) => void): Server => {
  /** Some senders close their half and expect their replies all the same. TLS knows no such thing before its handshake is over. */
  if (tls === undefined) return createServer({ ...socketOptions, allowHalfOpen: true }, onSocket);
  const { key, cert, ca } = tls;
  const clients = ca === undefined ? {} : { ca: [...ca], requestCert: true, rejectUnauthorized: true };
  return createTlsServer({ ...socketOptions, key, cert, ...clients, handshakeTimeout: HANDSHAKE_TIMEOUT_MS }, onSocket);
};

/** The sockets of one server, and the conversations on them. */
class Door {
  readonly conversations = new Set<Conversation>();
  readonly #sockets = new Set<Socket>();
  readonly #limits: ConversationLimits;
  #accepted = 0;
  #closing: Promise<void> | undefined;
  readonly server: Server;

  constructor(private readonly options: MllpServerOptions) {
    this.#limits = { ...defaults, ...options };
    this.server = openServer(options, (socket) => this.#converse(socket));
    this.server.maxConnections = options.maxConnections ?? 1024;
    this.server.on('connection', (socket: Socket) => this.#count(socket));
    this.server.on('drop', () => this.options.onProblem({ kind: 'too-many-connections', bytes: NO_BYTES }, undefined));
    this.server.on('tlsClientError', (error: Error) => this.options.onProblem({ kind: 'tls-refused', bytes: NO_BYTES, error }, undefined));
  }

  listen(): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.server.once('error', reject);
    this.server.listen({ port: this.options.port, ...(this.options.host === undefined ? {} : { host: this.options.host }) }, () => {
      this.server.off('error', reject);
      this.server.on('error', (error) => this.options.onProblem({ kind: 'accept-failed', bytes: NO_BYTES, error }, undefined));
      resolve((this.server.address() as AddressInfo).port);
    });
    return promise;
  }

  close(): Promise<void> {
    this.#closing ??= this.#leave();
    return this.#closing;
  }

  async #leave(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.server.close(() => resolve(undefined));
    for (const conversation of this.conversations) conversation.leave();
    const cut = setTimeout(() => this.#cut(), this.options.closeGraceMs ?? 10_000);
    await promise;
    clearTimeout(cut);
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Of a TLS connection this is the socket beneath, which exists before anybody has proved who he is. */
  #count(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #converse(socket: Socket): void {
    this.#accepted += 1;
    const conversation = new Conversation(socket, peerOf(socket, this.#accepted), { handlers: this.options, limits: this.#limits });
    this.conversations.add(conversation);
    socket.on('close', () => this.conversations.delete(conversation));
  }
}

/**
 * Opens an MLLP door (HL7 MLLP release 1), over TLS where `tls` is given. Resolves when it listens, rejects where it cannot. Replies of a connection leave
 * in the order of its frames. A sender that breaks off, sends nonsense or hangs harms its own connection only; every such thing is told to `onProblem`.
 * At most `maxConnections` times `maxFrameBytes` of unfinished frames are held in memory.
 */
export const startMllpServer = async (options: MllpServerOptions): Promise<MllpServer> => {
  const door = new Door(options);
  const port = await door.listen();
  return {
    port,
    get connections() {
      return door.conversations.size;
    },
    close: () => door.close(),
  };
};
