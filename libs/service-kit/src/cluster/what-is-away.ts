import { setTimeout as pause } from 'node:timers/promises';
import { systemClock, type EventStore } from '@rms/event-sourcing';
import { parkedCollection, type DocumentStore } from '@rms/read-models';

const goodForMs = 2000;
const withinMs = 3000;

const answers = async (question: () => Promise<unknown>): Promise<boolean> => {
  const answered = question().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, pause(withinMs, false, { ref: false })]);
};

/** Which engines do not answer at the moment, in words; an answer is good for two seconds, however many ask. */
export const whatIsAway = (engines: {
  readonly store: Pick<EventStore, 'lastPosition'>;
  readonly documents: () => Pick<DocumentStore, 'trustsOf'> | undefined;
}): (() => Promise<readonly string[]>) => {
  const look = async (): Promise<readonly string[]> => {
    const looked = await Promise.all([
      answers(() => engines.store.lastPosition()),
      answers(async () => engines.documents()?.trustsOf(parkedCollection)),
    ]);
    return ['the event store', 'the read model'].filter((_, nth) => looked[nth] === false);
  };
  let last: { readonly at: number; readonly answer: Promise<readonly string[]> } | undefined;
  return () => {
    const now = systemClock.now();
    if (last === undefined || now - last.at > goodForMs) last = { at: now, answer: look() };
    return last.answer;
  };
};
