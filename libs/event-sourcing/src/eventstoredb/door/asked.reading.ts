import type { StoredEvent } from '../../event-store.js';
import { streams } from './messages.js';
import { streamNameOf } from './proposed.reading.js';
import { badRequest } from './refusal.js';

type Options = InstanceType<typeof streams.ReadReq.Options>;

/** Where a reading begins: at an end of what there is, or at a revision of a stream or a position of the log. */
export type From = 'start' | 'end' | number;
export interface Asked {
  /** The stream that is read; absent for the whole log. */
  readonly stream?: string;
  readonly from: From;
  readonly isBackwards: boolean;
  /** How many events; absent for a subscription. */
  readonly count?: number;
  readonly wants: (event: StoredEvent) => boolean;
  /** How many events are looked at between two checkpoints of a filtered subscription. */
  readonly checkpointEvery?: number;
}

interface Ends {
  hasStart(): boolean;
  hasEnd(): boolean;
}
const fromOf = (ends: Ends, at: string): From => (ends.hasStart() ? 'start' : ends.hasEnd() ? 'end' : Number(at));

const everything = (): boolean => true;
// The one expression that clients send for “nothing of the system”, of which there is nothing here.
const nothingOfTheSystem = '^[^$].*';

type Filter = NonNullable<ReturnType<Options['getFilter']>>;
const nameBy = (filter: Filter): ((event: StoredEvent) => string) =>
  filter.hasStreamIdentifier() ? ({ stream }) => stream : ({ type }) => type;
const startingWith = (filter: Filter, prefixes: readonly string[]): Asked['wants'] => {
  const nameOf = nameBy(filter);
  return (event) => prefixes.some((prefix) => nameOf(event).startsWith(prefix));
};
const expressionOf = (filter: Filter): { readonly regex: string; readonly prefixes: readonly string[] } => {
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  return { regex: expression?.getRegex() ?? '', prefixes: expression?.getPrefixList() ?? [] };
};
const wantsOf = (filter: Filter | undefined): Asked['wants'] => {
  if (filter === undefined) return everything;
  const { regex, prefixes } = expressionOf(filter);
  if (regex === nothingOfTheSystem) return everything;
  if (prefixes.length === 0) throw badRequest('Filter by prefixes: this log reads no other expressions.');
  return startingWith(filter, prefixes);
};

const window = 32;
const checkpointsOf = (filter: ReturnType<Options['getFilter']>): { readonly checkpointEvery?: number } =>
  filter === undefined
    ? {}
    : { checkpointEvery: Math.max(1, filter.getCheckpointintervalmultiplier()) * (filter.hasMax() ? filter.getMax() : window) };

const placeOf = (options: Options): Pick<Asked, 'stream' | 'from'> => {
  const [stream, all] = [options.getStream(), options.getAll()];
  if (stream !== undefined) return { stream: streamNameOf(stream.getStreamIdentifier()), from: fromOf(stream, stream.getRevision()) };
  if (all === undefined) throw badRequest('A reading must say what it is of.');
  return { from: fromOf(all, all.getPosition()?.getCommitPosition() ?? '0') };
};

/** What a client wants to read. Throws where that cannot be told. */
export const askedIn = (options: Options | undefined): Asked => {
  if (options === undefined) throw badRequest('A reading must say what it is of.');
  const filter = options.hasFilter() ? options.getFilter() : undefined;
  return {
    ...placeOf(options),
    isBackwards: options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS,
    ...(options.hasSubscription() ? {} : { count: Number(options.getCount()) }),
    wants: wantsOf(filter),
    ...checkpointsOf(filter),
  };
};
