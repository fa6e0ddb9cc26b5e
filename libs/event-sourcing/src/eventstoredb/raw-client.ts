/** An append in the words that both packages have. */
export interface RawAppend extends CallOptions {
  readonly expected: bigint | 'no_stream';
  readonly events: readonly { readonly id: string; readonly type: string; readonly data: Uint8Array; readonly metadata: Uint8Array }[];
}
export interface RawAppended {
  readonly success: boolean;
  readonly nextExpectedRevision: bigint;
  readonly position?: RawPosition | undefined;
}
/** What the adapter uses of a client package, and no more. */
export interface ClientPackage {
  readonly name: string;
  /** @param url `esdb://host:port?tls=…` */
  readonly connect: (url: string) => RawClient;
  readonly append: (client: RawClient, stream: string, append: RawAppend) => Promise<RawAppended>;
}
export interface RawPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}
export interface RawEvent {
  readonly streamId: string;
  readonly id: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
  readonly created: Date;
  readonly position?: RawPosition;
}
export interface Resolved {
  readonly event?: RawEvent;
}
/** A reading that is left before its end is cancelled, or its call stays open; that of the successor ends by itself. */
export interface Reading extends AsyncIterable<Resolved> {
  cancel?(): Promise<void>;
}
export interface RawSubscription extends AsyncIterable<Resolved> {
  on(name: 'error' | 'end' | 'close' | 'confirmation', listener: (error?: Error) => void): this;
  on(name: 'data', listener: (resolved: Resolved) => void): this;
  unsubscribe(): Promise<void>;
}
interface Credentials {
  readonly username: string;
  readonly password: string;
}
interface CallOptions {
  readonly credentials?: Credentials;
  /** Milliseconds. */
  readonly deadline?: number;
}
export interface RawClient {
  appendToStream(stream: string, events: readonly unknown[], options: object): Promise<RawAppended>;
  readStream(stream: string, options: CallOptions & { readonly fromRevision: 'start' | bigint; readonly maxCount?: number }): Reading;
  readAll(
    options: CallOptions & {
      readonly direction: 'forwards' | 'backwards';
      readonly fromPosition: RawPosition | 'start' | 'end';
      readonly maxCount: number;
    },
  ): Reading;
  subscribeToAll(options: CallOptions & { readonly fromPosition: RawPosition | 'start' | 'end' }): RawSubscription;
  dispose(): Promise<void>;
}
