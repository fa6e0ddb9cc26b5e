import { describe, expect, it } from '@jest/globals';
import { contractsOf, tombstoneType } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import { ownHolidays } from '@rms/service-kit';
import { differencesBetween, type Copy, type CopyDocument, type DocumentStore } from '@rms/read-models';
import { followUps } from './follow-ups.projection.js';
import { closedPractices, letterTemplates, senders } from './letter-paper.projection.js';
import { letters } from './letters.projection.js';
import * as others from './others.projection.js';
import { patients } from './patients.projection.js';
import { results } from './results.projection.js';
import { staff } from './staff.projection.js';
import { certificates, sweeps } from './watch.projection.js';
import { ids, story, streams } from './story.fixture.js';
import { folded, id, taken, type Told } from './told.fixture.js';

const { inForce: _, ...rest } = others;
const copies = [
  patients,
  results,
  followUps,
  letters,
  senders,
  letterTemplates,
  closedPractices,
  staff,
  ownHolidays,
  ...Object.values(rest),
  certificates,
  sweeps,
] as unknown as readonly Copy[];
const differing = async (a: DocumentStore, b: DocumentStore) => (await differencesBetween(a, b)).differing;
const byStream = (told: Told): readonly (readonly Message[])[] => [...Map.groupBy(told.all, (message) => message.subject).values()];
const of = (told: Told, stream: string): readonly Message[] => told.all.filter((message) => message.subject === stream);

describe('the copies of the gateway', () => {
  // An identifier's claim and the training clock have streams of their own: the pages ask their owners.
  it('are shown a story in which every fact happens that they may hear', () => {
    const heard = new Set(story().all.map((message) => message.type));
    const published = Object.values(contractsOf).flatMap((contracts) => contracts.map((contract) => contract.type));
    expect(published.filter((type) => !heard.has(type))).toEqual([
      'registration.identifier-claimed.v1',
      'registration.identifier-released.v1',
      'registration.training-clock-moved.v1',
    ]);
  });
  it('give the same, to the byte, when each event is delivered twice', async () => {
    const told = story();
    const once = await taken(copies, told, told.all);
    const twice = await taken(
      copies,
      told,
      told.all.flatMap((message) => [message, message]),
    );
    expect(await differing(once, twice)).toEqual([]);
  });
  it('give the same when the whole history is delivered again', async () => {
    const told = story();
    expect(await differing(await taken(copies, told, told.all), await taken(copies, told, [...told.all, ...told.all]))).toEqual([]);
  });
  it('give the same when streams arrive in another order, or only their ends arrive', async () => {
    const told = story();
    const once = await taken(copies, told, told.all);
    expect(await differing(once, await taken(copies, told, byStream(told).toReversed().flat()))).toEqual([]);
    const ends = byStream(told).map((messages) => messages.at(-1)!);
    expect(await differing(once, await taken(copies, told, ends))).toEqual([]);
  });
  it('would differ if a repeat counted: the story has facts that add up', () => {
    const said = of(story(), streams.result);
    const once = folded(results, said);
    const twice = folded(results, [...said, ...said]);
    expect(twice.reports.length).toBeGreaterThan(once.reports.length);
  });
  it('leave everything as it is on a fact they do not know', () => {
    for (const copy of copies) {
      const [first] = story().all;
      const stranger: Message = { ...first!, type: 'pathway.something-new.v1' };
      expect(copy.evolve(copy.initial, stranger)).toBe(copy.initial);
    }
  });
  it('keep the number of an erased fact and nothing of its content', async () => {
    const told = story();
    const erased = told.all.map((message) => (message.subject === streams.access ? { ...message, type: tombstoneType } : message));
    const documents = await taken(copies, told, erased);
    expect(await documents.raw<CopyDocument>('accesses', id(12))).toMatchObject({ published: 1, patient: '', page: '' });
  });
  it('are of the trust that a fact is of', async () => {
    const told = story();
    const documents = await taken(copies, told, told.all);
    expect(await documents.collection('patients').get('ZT001', ids.patient)).toBeDefined();
    expect(await documents.collection('patients').get('ZT002', ids.patient)).toBeUndefined();
  });
});
