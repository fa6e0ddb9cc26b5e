import type { Demographics, Limit, ReadingName, Report, ScheduledTest } from '@rms/contracts';
import { addDays, formatNhsNumber, parseQuantity, sameUnit, showDateText, type CivilDate } from '@rms/nhs';
import type { Owed } from '../letter/letter.facts.js';
import type { ContactDetails } from '../sender/sender.aggregate.js';
import { formalName, fullName } from './addressee.reading.js';
import { endingFor, recallSentence, streamSentence } from './course-words.js';
import { limitOfNewest, nextTest, overdueTest, type FollowUpKnown, type ReadingKnown } from './follow-up-known.reading.js';
import type { PatientKnown } from './known-facts.reading.js';
import type { LetterContent, ShownResult } from './letter-content.js';
import { againstIn, resultSentence, takenBackSentence, testNamed } from './result-words.js';

/** What a letter is written from. */
export interface Sources {
  readonly patient: PatientKnown & { readonly demographics: Demographics };
  readonly followUp: FollowUpKnown;
  readonly sender: ContactDetails;
  /** The newest report of the result it is about. */
  readonly report?: Report | undefined;
}

// A result is back within three weeks of the end of its window; after that he is not to wait.
const daysUntilHeard = 35;
const daysAfterReminder = 14;

// A result reads as its owner read it, in the laboratory’s unit and by the limit of its day: nothing is compared here once more.
const overLimit: readonly ReadingName[] = ['unconfirmed-rise', 'biochemical-recurrence-suspected'];
const isOver = ({ reading }: ReadingKnown): boolean => overLimit.includes(reading);
/** Its height in the drawing, whose scale is in the unit of the limit; nothing where it has none. */
const drawnOf = ({ shown, unit }: ReadingKnown, limit: Limit | undefined): number | null => {
  const read = parseQuantity(shown);
  return read.ok && read.value.comparator === undefined && limit !== undefined && sameUnit(unit, limit.unit) ? read.value.value : null;
};
const resultsOf = ({ readings }: FollowUpKnown, limit: Limit | undefined): readonly ShownResult[] =>
  [...readings]
    .sort((a, b) => (a.sampledOn < b.sampledOn ? -1 : 1))
    .map((reading) => ({
      takenOn: showDateText(reading.sampledOn),
      day: reading.sampledOn,
      shown: reading.shown,
      unit: reading.unit,
      against: againstIn(reading),
      isOver: isOver(reading),
      drawn: drawnOf(reading, limit),
    }));

type Told = NonNullable<LetterContent['result']>;
const nothingRead = { shown: '', unit: '', isUnderLimit: false, isReassuringReport: false, isOverLimit: false };
const toldOf = (reading: ReadingKnown): Pick<Told, 'test' | 'takenOn'> => ({
  test: testNamed(reading),
  takenOn: showDateText(reading.sampledOn),
});
/** The result a letter is about; of one who is called back, the one for which he is. */
const resultOf = (owed: Owed, { followUp, report }: Sources): LetterContent['result'] => {
  const result = owed.result ?? followUp.recalls[owed.recall ?? '']?.result;
  const isReviewed = owed.weight === 'abnormal';
  const gone = followUp.takenBack.find((reading) => reading.result === result);
  if (gone !== undefined)
    return { ...toldOf(gone), ...nothingRead, isReviewed, isTakenBack: true, sentence: takenBackSentence(gone, owed.to, gone.because) };
  const reading = followUp.readings.find((each) => each.result === result);
  if (reading === undefined) return null;
  return {
    ...toldOf(reading),
    shown: reading.shown,
    unit: reading.unit,
    isUnderLimit: reading.reading === 'under-limit',
    isReassuringReport: reading.reading === 'report-reassuring',
    isOverLimit: isOver(reading),
    isReviewed,
    isTakenBack: false,
    sentence: resultSentence(reading, owed.to, report?.value.kind),
  };
};

/** The limit of the result that is told, by which it was read; without one that of the newest sample. */
const limitFor = ({ result }: Owed, followUp: FollowUpKnown): Limit | undefined => {
  const told = followUp.readings.find((reading) => reading.result === result);
  return told === undefined ? limitOfNewest(followUp) : told.limit;
};
const limitOf = (limit: Limit | undefined): LetterContent['limit'] => ({
  value: limit === undefined ? '' : String(limit.value),
  unit: limit?.unit ?? '',
  isPersonal: limit?.source === 'personal',
});

const soon = (on: string): string => addDays(on as CivilDate, daysAfterReminder);
const later = (a: string, b: string): string => (a < b ? b : a);
const heardAfter = (next: ScheduledTest | undefined, { pausedUntil = '' }: FollowUpKnown, on: string): string =>
  next === undefined ? soon(later(pausedUntil, on)) : addDays(later(next.dueOn, on) as CivilDate, daysUntilHeard);
const nextIn = (next: ScheduledTest | undefined, on: string): LetterContent['next'] =>
  next === undefined
    ? null
    : { test: next.name, due: showDateText(next.dueOn), opens: showDateText(next.opensOn), isOpen: next.opensOn <= on };

type Planned = Pick<LetterContent, 'next' | 'overdue' | 'repeat' | 'recall' | 'missed' | 'hearBy'>;
const testIn = (test: ScheduledTest | undefined): { readonly test: string; readonly due: string } | null =>
  test === undefined ? null : { test: test.name, due: showDateText(test.dueOn) };
const recallIn = ({ recall, to }: Owed, { recalls }: FollowUpKnown): LetterContent['recall'] => {
  const known = recalls[recall ?? ''];
  return known === undefined ? null : { on: showDateText(known.on), isBooked: known.isBooked, because: recallSentence(known.about, to) };
};
// A test that is due now is to be had in the next days: whoever hears nothing of it does not wait for a later one.
const hearBy = (asked: ScheduledTest | undefined, followUp: FollowUpKnown, on: string): string =>
  asked === undefined && overdueTest(followUp, on) !== undefined ? soon(on) : heardAfter(asked ?? nextTest(followUp, on), followUp, on);
const plannedIn = (owed: Owed, followUp: FollowUpKnown, on: string): Planned => {
  const [next, overdue] = [nextTest(followUp, on), overdueTest(followUp, on)];
  const asked = followUp.tests.find(({ test }) => test === owed.test);
  const [repeat, missed] = owed.about === 'repeat' ? [asked, undefined] : [undefined, asked];
  const otherwise = missed === undefined ? hearBy(repeat, followUp, on) : soon(on);
  return {
    next: nextIn(next, on),
    overdue: overdue === undefined ? null : { test: overdue.name },
    repeat: testIn(repeat),
    recall: recallIn(owed, followUp),
    missed: testIn(missed),
    hearBy: showDateText(followUp.recalls[owed.recall ?? '']?.on ?? otherwise),
  };
};

const whoHeIs = (demographics: Demographics): LetterContent['patient'] => ({
  name: fullName(demographics),
  formal: formalName(demographics),
  born: demographics.bornOn === undefined ? 'not known' : showDateText(demographics.bornOn),
  nhsNumber: demographics.nhsNumber === undefined ? 'not known' : formatNhsNumber(demographics.nhsNumber),
});
const whatIsFollowed = ({ to }: Owed, { started }: FollowUpKnown): LetterContent['followUp'] => {
  if (started === undefined) return { cancer: '', treatment: '', treatedOn: '', protocol: '', stream: '', how: '' };
  const { cancer, treatment, anchorOn, protocol, stream } = started;
  return {
    cancer,
    treatment,
    treatedOn: showDateText(anchorOn),
    protocol: `${protocol.title}, version ${String(protocol.version)}`,
    stream,
    how: streamSentence(stream, to),
  };
};
const whomItGreets = (owed: Owed, demographics: Demographics): LetterContent['to'] =>
  owed.to === 'gp'
    ? { name: demographics.gpPractice?.name ?? '', greeting: 'Doctor' }
    : { name: fullName(demographics), greeting: formalName(demographics) };
const untilWhenItPauses = ({ pausedUntil }: FollowUpKnown): LetterContent['paused'] =>
  pausedUntil === undefined ? null : { until: showDateText(pausedUntil) };
const whyItEnded = ({ to }: Owed, { endedBecause }: FollowUpKnown): LetterContent['ended'] =>
  endedBecause === undefined ? null : (endingFor(endedBecause, to) ?? null);

/** Everything the letter may say, from what is known and the day it is written. The same facts and day give the same content. */
export const contentOf = (owed: Owed, sources: Sources, on: string): LetterContent => {
  const { patient, followUp, sender } = sources;
  const { demographics } = patient;
  const limit = limitFor(owed, followUp);
  return {
    letter: { date: showDateText(on), isToGp: owed.to === 'gp' },
    to: whomItGreets(owed, demographics),
    patient: whoHeIs(demographics),
    trust: { name: sender.trustName, department: sender.department },
    contact: { phone: sender.phone, hours: sender.hours, email: sender.email },
    followUp: whatIsFollowed(owed, followUp),
    limit: limitOf(limit),
    result: resultOf(owed, sources),
    ...plannedIn(owed, followUp, on),
    paused: untilWhenItPauses(followUp),
    ended: whyItEnded(owed, followUp),
    results: resultsOf(followUp, limit),
  };
};
