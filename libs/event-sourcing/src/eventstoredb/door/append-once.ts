import type { AppendResult, EventStore, EventToAppend, ExpectedRevision } from '../../event-store.js';

/** An append as it is asked for. */
export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EventToAppend[];
}
/** What became of it: the revision that the stream has now and where its last event lies, or how the stream stands instead. */
export type Appended =
  | { readonly ok: true; readonly revision: number; readonly position: number }
  | (Extract<AppendResult, { readonly ok: false }> & { readonly expected: ExpectedRevision });

const after = (expected: ExpectedRevision): number => (expected === 'no-stream' ? -1 : expected);

// As the protocol has it: an append that is sent again because its answer was lost is answered as it was the first time.
const alreadyThere = async (store: EventStore, { stream, expected, events }: Append): Promise<Appended | undefined> => {
  const from = after(expected) + 1;
  const there = await store.readStream(stream, { from, limit: events.length });
  const last = there.at(-1);
  const isSame = there.length === events.length && events.every(({ id }, index) => there[index]?.id === id);
  return isSame && last !== undefined ? { ok: true, revision: last.revision, position: last.position } : undefined;
};

/** Appends, where the stream stands as expected or has these very events there already. */
export const appendOnce = async (store: EventStore, append: Append): Promise<Appended> => {
  const { stream, expected, events } = append;
  const answer = await store.append(stream, expected, events);
  if (answer.ok) return { ok: true, revision: after(expected) + events.length, position: answer.position };
  return (await alreadyThere(store, append)) ?? { ...answer, expected };
};
