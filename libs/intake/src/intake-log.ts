/** Which service reads a message; `none` for types nobody uses. */
export type IntakeRoute = 'registration' | 'results' | 'none';

export const routeOfType = (type: string): IntakeRoute => {
  switch (type) {
    case 'ADT':
    case 'SIU':
      return 'registration';
    case 'ORU':
    case 'MDM':
      return 'results';
    default:
      return 'none';
  }
};

/** A message as the door takes it. */
export interface NewMessage {
  readonly feed: string;
  readonly sender: string;
  readonly trust: string;
  readonly controlId: string;
  /** `ORU^R01` */
  readonly type: string;
  readonly route: IntakeRoute;
  readonly acknowledged: string;
  readonly bytes: Uint8Array;
}

/** A message as it stands in the log. `receipt` rises from 1; `id` is random. */
export interface Arrived extends NewMessage {
  readonly receipt: number;
  readonly id: string;
  readonly sha256: string;
  readonly receivedAt: string;
  /** Another message of this feed with the same control id and type and other bytes, less than a day old. */
  readonly conflictsWith?: number;
}

export type OutcomeKind = 'applied' | 'duplicate' | 'superseded' | 'ignored' | 'quarantined';

/** What became of a message. `of` names the receipt it repeats or that overtook it; `by` the person who decided. */
export interface OutcomeRecord {
  readonly receipt: number;
  readonly outcome: OutcomeKind;
  readonly rule?: string;
  readonly of?: number;
  readonly by?: string;
  readonly sentence?: string;
  /** Keyed identifiers under which an ignored stranger's message can be found again. */
  readonly waitsFor?: readonly string[];
}

/** What a service that read a message says became of it. */
export type Conclusion = Omit<OutcomeRecord, 'receipt'>;

/** One accepted message with its one current outcome. */
export interface MessageOutcome {
  readonly receipt: number;
  readonly sender: string;
  readonly trust: string;
  readonly controlId: string;
  readonly messageType: string;
  readonly sha256: string;
  readonly receivedAt: string;
  readonly acknowledged: string;
  readonly outcome: OutcomeKind | 'pending';
  readonly of?: number;
  readonly rule?: string;
  readonly by?: string;
  /** How often it had an effect on the history; more than once is an error. */
  readonly effects: number;
}

/** A frame that was not accepted. */
export interface Refusal {
  readonly feed: string | undefined;
  readonly sender: string;
  readonly controlId: string;
  readonly rule: string;
  readonly sentence: string;
  readonly bytes: Uint8Array;
}

/** What a feed has sent on one civil day, and when last. */
export interface FeedActivity {
  readonly feed: string;
  readonly lastAt: string;
  readonly accepted: number;
  readonly refused: number;
  readonly outcomes: Readonly<Partial<Record<OutcomeKind | 'pending', number>>>;
}

export interface IntakeLog {
  /** Durable when it resolves. Rejects when it cannot be stored: then the sender keeps it. Whether it is a repeat is its outcome. */
  append(message: NewMessage): Promise<Pick<Arrived, 'receipt' | 'id'>>;
  refuse(refusal: Refusal): Promise<void>;
  /** Messages of a route without any outcome, in order of receipt: at most `limit`, and fewer where they are large, but never none of some. */
  pending(route: IntakeRoute, after: number, limit: number): Promise<readonly Arrived[]>;
  message(receipt: number): Promise<Arrived | undefined>;
  record(outcomes: readonly OutcomeRecord[]): Promise<void>;
  currentOutcome(receipt: number): Promise<OutcomeKind | 'pending' | undefined>;
  /** Strangers' messages of a route that wait under one of these keys and were received since then. */
  waiting(route: IntakeRoute, keys: readonly string[], since: string): Promise<readonly Arrived[]>;
  outcomes(): AsyncIterable<MessageOutcome>;
  /** Per feed, since an instant. */
  activity(since: string): Promise<readonly FeedActivity[]>;
  onArrival(listener: () => void): () => void;
  close(): Promise<void>;
}
