import type { Delivery, PublishedHistory } from '@rms/messaging';
import type { Content, Copy, CopyDocument } from '@rms/read-models';
import { followUps } from '../copies/follow-ups.projection.js';
import { letters, type LetterCopy } from '../copies/letters.projection.js';
import { tasks, type TaskCopy } from '../copies/others.projection.js';
import { patients } from '../copies/patients.projection.js';
import { results } from '../copies/results.projection.js';
import type { PatientFile } from '../patient-page/patient-file.js';

/** Published facts of some streams of one owner, in order. */
export type Facts = (stream: string) => Promise<readonly Delivery[]>;

/** The facts of a stream from whichever owner's history it belongs to. */
export const factsFrom =
  (histories: ReadonlyMap<string, PublishedHistory>): Facts =>
  async (stream) =>
    histories.get(stream.slice(0, stream.indexOf('.')))?.ofStream(stream, 0) ?? [];

const foldTo = async <D extends CopyDocument>(
  copy: Copy<D>,
  stream: string,
  told: { readonly facts: Facts; readonly at: string },
): Promise<D | undefined> => {
  let content: Content<D> = copy.initial;
  let published = 0;
  let trust = '';
  for (const delivery of await told.facts(stream)) {
    if (!('message' in delivery) || delivery.message.time > told.at) continue;
    content = delivery.message.type === 'tombstone' ? content : copy.evolve(content, delivery.message);
    published = delivery.message.published;
    trust = delivery.message.trust;
  }
  return published === 0 ? undefined : ({ ...content, _id: stream.slice(-36), trust, published } as unknown as D);
};

const known = <D>(documents: readonly (D | undefined)[]): readonly D[] =>
  documents.filter((document): document is D => document !== undefined);

/** Which streams a person's file is made of. */
export interface Streams {
  readonly patient: string;
  readonly records: readonly string[];
  readonly results: readonly string[];
  readonly followUps: readonly string[];
  readonly tasks: readonly string[];
  readonly letters: readonly string[];
}

/** A patient's file as it was known at an instant: the same folds that make today's, over the facts recorded by then. `undefined` before he was known. */
export const fileAt = async (streams: Streams, facts: Facts, at: string): Promise<PatientFile | undefined> => {
  const told = { facts, at };
  const all = <D extends CopyDocument>(copy: Copy<D>, ids: readonly string[]): Promise<readonly (D | undefined)[]> =>
    Promise.all(ids.map((id) => foldTo(copy, `${copy.of}-${id}`, told)));
  const patient = await foldTo(patients, `${patients.of}-${streams.patient}`, told);
  if (patient === undefined) return undefined;
  return {
    patient,
    records: streams.records,
    results: known(await all(results, streams.results)),
    followUps: known(await all(followUps, streams.followUps)),
    tasks: known(await all<TaskCopy>(tasks, streams.tasks)),
    letters: known(await all<LetterCopy>(letters, streams.letters)),
  };
};

/** The streams that make up a file as it is known today. */
export const streamsOfFile = (file: PatientFile): Streams => ({
  patient: file.patient._id,
  records: file.records,
  results: file.results.map((copy) => copy._id),
  followUps: file.followUps.map((copy) => copy._id),
  tasks: file.tasks.map((copy) => copy._id),
  letters: file.letters.map((copy) => copy._id),
});
