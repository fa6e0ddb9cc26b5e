import type { FrameProblemKind } from './frame-decoder.js';

/** Who is at the other end of a connection. */
export interface MllpConnection {
  /** Counts from 1 for each server. */
  readonly id: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localPort: number;
  /** The certificate the client proved itself with, where the server asks for one. */
  readonly certificate?: ClientCertificate;
}

/** What identifies a client: a feed is agreed with a certificate. */
export interface ClientCertificate {
  /** Common name of the subject. */
  readonly subjectName: string;
  /** SHA-256 of the certificate: hexadecimal pairs with colons. */
  readonly fingerprint256: string;
}

/** What can go wrong on a connection besides its frames. */
export type ConnectionProblemKind =
  /** A frame began and its end did not come in time. */
  | 'frame-timed-out'
  /** `onFrame` failed: the connection is closed without a reply, so that the sender keeps its message. */
  | 'frame-failed'
  /** The other end, or the network, broke the connection. */
  | 'connection-lost'
  /** One more connection than allowed was turned away. */
  | 'too-many-connections'
  /** The operating system would not hand over a connection: most often too many open files. */
  | 'accept-failed'
  /** No TLS connection came about: most often an unknown client certificate. */
  | 'tls-refused';

/** Something to count, and to show to the person who owns the feed. `bytes` may hold a patient's details: keep them out of logs. */
export interface MllpProblem {
  readonly kind: FrameProblemKind | ConnectionProblemKind;
  /** How the offending bytes begin, 4 KiB at most; empty where there are none. */
  readonly bytes: Uint8Array;
  readonly error?: unknown;
}
