import type { Delivery, Message, PublishedHistory } from '@rms/messaging';
import type { Content, Copy, CopyDocument } from '@rms/read-models';
import { followUps } from '../copies/follow-ups.projection.js';
import { letters } from '../copies/letters.projection.js';
import { calls, tasks } from '../copies/others.projection.js';
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

/** Which streams a person's file is made of, under the record he lives under now and every record that went into it. */
export interface Streams {
  readonly patient: string;
  readonly records: readonly string[];
  readonly results: readonly string[];
  readonly followUps: readonly string[];
  readonly tasks: readonly string[];
  readonly letters: readonly string[];
  readonly calls: readonly string[];
}

/** Everything that was ever published about one person, stream by stream. */
export interface PersonMessages {
  readonly patient: string;
  readonly records: readonly string[];
  /** By stream, each in the order it was recorded. */
  readonly streams: ReadonlyMap<string, readonly Message[]>;
}

/** The streams that make up a file as it is known today. */
export const streamsOfFile = (file: PatientFile): Streams => ({
  patient: file.patient._id,
  records: file.records,
  results: file.results.map((copy) => copy._id),
  followUps: file.followUps.map((copy) => copy._id),
  tasks: file.tasks.map((copy) => copy._id),
  letters: file.letters.map((copy) => copy._id),
  calls: file.calls.map((copy) => copy._id),
});

const namesOf = (streams: Streams): readonly string[] => [
  ...streams.records.map((id) => `${patients.of}-${id}`),
  ...streams.results.map((id) => `${results.of}-${id}`),
  ...streams.followUps.map((id) => `${followUps.of}-${id}`),
  ...streams.tasks.map((id) => `${tasks.of}-${id}`),
  ...streams.letters.map((id) => `${letters.of}-${id}`),
  ...streams.calls.map((id) => `${calls.of}-${id}`),
];

const messagesIn = (deliveries: readonly Delivery[]): readonly Message[] =>
  deliveries.flatMap((delivery) => ('message' in delivery ? [delivery.message] : []));

/** Reads every published fact of a person's streams from their owners. */
export const personMessages = async (streams: Streams, facts: Facts): Promise<PersonMessages> => ({
  patient: streams.patient,
  records: streams.records,
  streams: new Map(await Promise.all(namesOf(streams).map(async (name) => [name, messagesIn(await facts(name))] as const))),
});

/** The copies of one kind that some of the messages make; those of which there is no message are left out. */
export const copiesOf = <D extends CopyDocument>(
  copy: Copy<D>,
  person: PersonMessages,
  counts: (message: Message) => boolean,
): readonly D[] =>
  [...person.streams].flatMap(([stream, messages]) => {
    if (!stream.startsWith(`${copy.of}-`)) return [];
    const counted = messages.filter(counts);
    const last = counted.at(-1);
    if (last === undefined) return [];
    const content = counted.reduce<Content<D>>(
      (before, message) => (message.type === 'tombstone' ? before : copy.evolve(before, message)),
      copy.initial,
    );
    return [{ ...content, _id: stream.slice(-36), trust: last.trust, published: last.published } as unknown as D];
  });
