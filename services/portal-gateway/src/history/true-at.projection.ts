import type { DataOf, Demographics, registration } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { londonDateOf, parseInstant, present } from '@rms/nhs';
import { followUps, type FollowUpCopy, type ReadingCopy } from '../copies/follow-ups.projection.js';
import { letters } from '../copies/letters.projection.js';
import { calls, tasks } from '../copies/others.projection.js';
import { patients, type PatientCopy } from '../copies/patients.projection.js';
import { results, type ResultCopy } from '../copies/results.projection.js';
import type { PatientFile } from '../patient-page/patient-file.js';
import { copiesOf, type PersonMessages } from './person-messages.js';

/** Is the fact behind a message about the world, or was it done? */
export type NatureOf = (message: Message) => 'observation' | 'act';

/** The civil date in England of an instant's text. */
export const dayOf = (at: string): string => {
  const instant = parseInstant(at);
  return instant === undefined ? at.slice(0, 10) : londonDateOf(instant);
};
/** Had it happened by then? A civil date counts from its first moment on. */
export const hadHappened = ({ occurredAt, occurredOn }: Pick<Message, 'occurredAt' | 'occurredOn'>, at: string): boolean =>
  occurredOn === undefined ? (occurredAt ?? '') <= at : occurredOn <= dayOf(at);

/** A result counts while its newest report stands. */
export const stands = (copy: ResultCopy): boolean =>
  !['withdrawn', 'deleted', 'not-obtained'].includes(copy.reports.at(-1)?.report.status ?? 'withdrawn');
/** Was its sample taken by then? */
export const wasTakenBy = (copy: ResultCopy, at: string): boolean => {
  const report = copy.reports.at(-1)?.report;
  return (
    report !== undefined &&
    hadHappened(
      { ...present({ occurredAt: report.sampledAt }), ...(report.sampledAt === undefined ? { occurredOn: report.sampledOn } : {}) },
      at,
    )
  );
};

const tellsWho = ['registration.patient-registered.v1', 'registration.demographics-corrected.v1'];
type FieldName = keyof Demographics;
/** One word on one field: what it said, from when on, and when it was recorded. */
export interface Said {
  readonly name: FieldName;
  readonly value: Demographics[FieldName];
  readonly from: string;
  readonly recordedAt: string;
}
const fieldNames: readonly FieldName[] = [
  'nhsNumber',
  'localIds',
  'formerIds',
  'name',
  'bornOn',
  'sex',
  'address',
  'phone',
  'gpPractice',
  'needs',
];
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

// A published correction holds the whole of what is known. What it said itself is what differs from the one before it.
const saidIn = (messages: readonly Message[], natureOf: NatureOf): readonly Said[] => {
  let before: Partial<Demographics> = {};
  return messages.flatMap((message) => {
    const told = (message.data as Partial<DataOf<typeof registration.demographicsCorrected>>).demographics;
    if (told === undefined) return [];
    const differing = fieldNames.filter((name) => !same(told[name], before[name]));
    before = told;
    if (!tellsWho.includes(message.type) || natureOf(message) !== 'observation') return [];
    const from = message.occurredAt ?? message.occurredOn ?? message.time;
    return differing.map((name) => ({ name, value: told[name], from, recordedAt: message.time }));
  });
};

/** Everything that senders ever said of who a person is, under any of his records, in the order it was recorded. */
export const wordsOnWho = (person: PersonMessages, natureOf: NatureOf): readonly Said[] =>
  [...person.streams]
    .filter(([stream]) => stream.startsWith(`${patients.of}-`))
    .flatMap(([, messages]) => saidIn(messages, natureOf))
    .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));

/** What begins and ends on a day. Who somebody is does not begin with the message that says so: a later word corrects the earlier. */
const dated: readonly FieldName[] = ['address', 'phone', 'gpPractice'];

/** The word on a field that holds at an instant, as is known now. */
export const wordAt = (words: readonly Said[], name: FieldName, at: string): Said | undefined =>
  words
    .filter((word) => word.name === name && (!dated.includes(name) || word.from <= at))
    .reduce<Said | undefined>((best, word) => (best === undefined || word.from >= best.from ? word : best), undefined);

/** The newest word on whether he has died. */
export interface WordOnDeath {
  readonly died: boolean;
  readonly diedOn: string | undefined;
  readonly recordedAt: string;
}
/** Every word on his death, of the record he lives under before those of the others. */
export const wordsOnDeath = (person: PersonMessages, natureOf: NatureOf): readonly WordOnDeath[] => {
  const ofRecord = (record: string): readonly WordOnDeath[] =>
    (person.streams.get(`${patients.of}-${record}`) ?? [])
      .filter((message) => natureOf(message) === 'observation')
      .flatMap((message): readonly WordOnDeath[] => {
        if (message.type === 'registration.death-withdrawn.v1') return [{ died: false, diedOn: undefined, recordedAt: message.time }];
        if (message.type !== 'registration.patient-died.v1') return [];
        return [{ died: true, diedOn: (message.data as DataOf<typeof registration.patientDied>).diedOn, recordedAt: message.time }];
      });
  return person.records.map(ofRecord).find((words) => words.length > 0) ?? [];
};
const deathAt = (words: readonly WordOnDeath[], at: string): Pick<PatientCopy, 'died' | 'diedOn'> => {
  const last = words.at(-1);
  const on = last?.diedOn ?? dayOf(last?.recordedAt ?? '');
  return last?.died === true && on <= dayOf(at) ? { died: true, ...present({ diedOn: last.diedOn }) } : { died: false };
};

const patientAt = (person: PersonMessages, at: string, natureOf: NatureOf): PatientCopy | undefined => {
  const now = copiesOf(patients, person, () => true).find((record) => record._id === person.patient);
  const words = wordsOnWho(person, natureOf);
  if (now === undefined || words.length === 0) return undefined;
  const { died: _, diedOn: __, ...rest } = now;
  const { address: _a, phone: _p, gpPractice: _g, ...timeless } = now.demographics;
  const then = Object.fromEntries(
    dated.map((name) => [name, wordAt(words, name, at)?.value] as const).filter(([, value]) => value !== undefined),
  );
  return { ...rest, ...deathAt(wordsOnDeath(person, natureOf), at), demographics: { ...timeless, ...then } };
};

const whenOf = ({ occurredAt, occurredOn }: Message) => ({ occurredAt, occurredOn });
const readingsNow = (now: FollowUpCopy | undefined, results_: readonly ResultCopy[]): Readonly<Record<string, ReadingCopy>> =>
  Object.fromEntries(Object.entries(now?.readings ?? {}).filter(([result]) => results_.some((copy) => copy._id === result)));

/**
 * A patient's file as it was true at an instant, as far as is known now: observations that had happened by then as last corrected,
 * whenever they were recorded, beside the acts that were recorded by then. How a result reads follows from its value as last
 * corrected. Never a decider's fold: nobody's state was ever this.
 */
export const trueAt = (person: PersonMessages, at: string, natureOf: NatureOf): PatientFile | undefined => {
  const patient = patientAt(person, at, natureOf);
  if (patient === undefined) return undefined;
  // What the post did, or that he did not come, is of the world too: it was so from when it happened.
  const isSo = (message: Message): boolean =>
    natureOf(message) === 'act' ? message.time <= at : hadHappened({ occurredAt: message.time, ...present(whenOf(message)) }, at);
  // That a result was moved between records of one person is an act; whose it is, is taken as it is known now.
  const taken = copiesOf(results, person, () => true).filter(
    (copy) => stands(copy) && wasTakenBy(copy, at) && person.records.includes(copy.patient),
  );
  const now = copiesOf(followUps, person, () => true);
  return {
    patient,
    records: person.records,
    results: taken,
    followUps: copiesOf(followUps, person, isSo).map((copy) => ({
      ...copy,
      readings: readingsNow(
        now.find((one) => one._id === copy._id),
        taken,
      ),
    })),
    tasks: copiesOf(tasks, person, isSo),
    letters: copiesOf(letters, person, isSo),
    calls: copiesOf(calls, person, isSo),
  };
};
