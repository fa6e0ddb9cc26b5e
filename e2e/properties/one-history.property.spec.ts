import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Delivery, OwnHistory } from '@rms/messaging';
import { collectionsOf, Consumer, openSqliteDocuments, type View } from '@rms/read-models';
import { readModels, type ReadModel } from '@rms/single-node';
import { RegionInMemory } from '../in-memory/region-in-memory.js';
import { tell } from './tell.js';
import { asItHappened, storyArbitrary } from './story.js';

/** Builds a read model from deliveries in the order given and answers every byte of it. */
const built = async (model: ReadModel, deliveries: readonly Delivery[], histories: ReadonlyMap<string, OwnHistory>): Promise<string> => {
  const documents = openSqliteDocuments(':memory:', collectionsOf(model.copies, model.views));
  const consumer = new Consumer({ ...model, documents, policies: [], histories, onIncident: () => undefined });
  for (const delivery of deliveries) await consumer.fold(delivery);
  const lines: string[] = [];
  for await (const { collection, id, body } of documents.dump()) lines.push(`${collection} ${id} ${body}`);
  await documents.close();
  return lines.join('\n');
};

describe('one history', () => {
  let histories: ReadonlyMap<string, OwnHistory>;
  let published: readonly Delivery[];
  let close: () => Promise<void>;
  beforeAll(async () => {
    const region = await RegionInMemory.open();
    const [story] = fc.sample(storyArbitrary, { numRuns: 40, seed: 7 }).sort((a, b) => b.length - a.length);
    await tell(region, asItHappened(story ?? []));
    histories = region.histories;
    published = region.store.events.flatMap((event) => {
      const delivery = histories.get(event.stream.slice(0, event.stream.indexOf('.')))?.of(event);
      return delivery === undefined ? [] : [delivery];
    });
    close = () => region.close();
  });
  afterAll(() => close());

  // Every message at least once, in any order, within a stream too: what comes too early is fetched from its owner. Sometimes one
  // service's messages come after everybody else's, as when it had been cut off.
  const services = ['registration', 'results', 'pathway', 'alerting', 'letters'];
  const isFrom = (service: string | null, delivery: Delivery): boolean =>
    service !== null && 'message' in delivery && delivery.message.type.startsWith(`${service}.`);
  const arrival = () =>
    fc
      .record({
        again: fc.array(fc.nat(published.length - 1), { maxLength: 30 }),
        order: fc.shuffledSubarray([...published.keys()], { minLength: published.length, maxLength: published.length }),
        last: fc.option(fc.constantFrom(...services)),
      })
      .map(({ order, again, last }) => {
        const all = [...order, ...again].map((index) => published[index]).filter((delivery) => delivery !== undefined);
        return [...all.filter((delivery) => !isFrom(last, delivery)), ...all.filter((delivery) => isFrom(last, delivery))];
      });

  const sameBytes = (model: ReadModel) =>
    fc.asyncProperty(arrival(), async (deliveries) => {
      expect(await built(model, deliveries, histories)).toBe(await built(model, published, histories));
    });

  it('is long enough to be worth it', () => {
    expect(published.length).toBeGreaterThan(25);
  });

  it.each(readModels.map((model) => [model.service, model] as const))(
    'gives %s the same copies and views to the byte, whatever arrives when',
    async (_service, model) => {
      await fc.assert(sameBytes(model), { numRuns: 25, seed: 20261122 });
    },
  );

  it('would give other bytes if a view forgot which copies it rests on', async () => {
    const gateway = readModels.find((model) => model.service === 'portal-gateway');
    if (gateway === undefined) throw new Error('There is no gateway.');
    const forgetful = (view: View): View => ({
      ...view,
      affectedBy: Object.fromEntries(Object.entries(view.affectedBy).filter(([copy]) => copy !== 'patients')),
    });
    await expect(
      fc.assert(sameBytes({ ...gateway, views: gateway.views.map(forgetful) }), { numRuns: 100, seed: 20261122, endOnFailure: true }),
    ).rejects.toThrow('Property failed');
  });
});
