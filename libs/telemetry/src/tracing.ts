import { createHash } from 'node:crypto';

/** What a span may say besides its name: ids, codes and counts, never a name, a number of a person, or a value. */
export type SpanAttributes = Readonly<
  Partial<
    Record<
      | 'service'
      | 'kind'
      | 'type'
      | 'stream'
      | 'trust'
      | 'policy'
      | 'feed'
      | 'messageType'
      | 'receipt'
      | 'outcome'
      | 'rule'
      | 'channel'
      | 'route'
      | 'status',
      string | number
    >
  >
>;

/** In which chain something happens, and because of what. */
export interface Because {
  /** The same along the whole chain, from the message or the person it began with. */
  readonly correlationId: string;
  /** Id of the fact or message that brought it about; absent at the beginning of a chain. */
  readonly causationId?: string;
}

/** One step on the way of a message, a fact or a letter. */
export interface Step {
  /** In words a clinician can follow. */
  readonly name: string;
  readonly attributes?: SpanAttributes;
  readonly because?: Because;
  /** Id of the fact or message that this step brought into the world: whatever it leads to, anywhere and at any time, stands below it. */
  readonly itself?: string;
  /** It begins here because of what is named, whatever else goes on in the process at the moment. */
  readonly isArrival?: boolean;
}

/** Tells whoever watches over the whole what happens, and because of what. */
export interface Tracing {
  /** Does work as a step: what happens within stands below it. The step failed where the work rejects. `told` says more of it by its result. */
  during<T>(step: Step & { readonly told?: (result: T) => SpanAttributes }, work: () => Promise<T>): Promise<T>;
  /** Now, for {@link tell}: milliseconds since 1970 with fractions. */
  now(): number;
  /** Tells of a step that is over now. */
  tell(step: Step, began: number): void;
  /** Does the work of a request, below whoever asked by his headers. */
  request<T>(asked: { readonly name: string; readonly headers: TraceHeaders }, work: () => Promise<T>): Promise<T>;
  /** Because of a fact that this process has recorded lately; `undefined` where it knows of none with this id. */
  becauseOfFact(id: string): Because | undefined;
}
export type TraceHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The trace of a chain, 32 hexadecimal digits: those of the correlation id where it is a UUID. */
export const traceIdOf = (correlationId: string): string =>
  uuid.test(correlationId) ? correlationId.replaceAll('-', '') : digest(`trace of ${correlationId}`).slice(0, 32);

/** The span in which a fact or a message came into the world, 16 hexadecimal digits. */
export const spanIdOf = (id: string): string => digest(`span of ${id}`).slice(0, 16);
