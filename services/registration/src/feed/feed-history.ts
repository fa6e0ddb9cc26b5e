import { factOf, streamOf, type EventStore } from '@rms/event-sourcing';
import { whatChanges } from '@rms/intake';
import { tells, type ToldEvent } from '@rms/service-kit';
import { feed, feedNatures, feedSentences } from './feed.aggregate.js';

/** Who changed what of a feed's agreement, and when: each change said against the agreement before it. */
export const feedHistory = async (store: EventStore, id: string): Promise<readonly ToldEvent[]> => {
  const { tell } = tells(feed, feedSentences, feedNatures);
  const stored = await store.readStream(streamOf(feed, id));
  const agreements = stored.map((event) => {
    const fact = factOf(feed, event).event;
    return fact.type === 'Erased' ? undefined : fact.agreement;
  });
  return stored.map((event, index) => {
    const [before, after] = [agreements[index - 1], agreements[index]];
    const told = tell(event);
    const changes = after === undefined ? [] : whatChanges(before, after);
    return changes.length === 0 ? told : { ...told, sentence: changes.join(' ') };
  });
};
