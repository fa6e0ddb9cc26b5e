import type { Demographics, Limit, ReadingName, ScheduledTest } from '@rms/contracts';
import { addDays, formatNhsNumber, parseQuantity, sameUnit, showDateText, type CivilDate } from '@rms/nhs';
import type { Owed } from '../letter/letter.facts.js';
import type { ContactDetails } from '../sender/sender.aggregate.js';
import { formalName, fullName } from './addressee.reading.js';
import { nextTest, type FollowUpKnown, type PatientKnown, type ReadingKnown } from './known-facts.reading.js';
import type { LetterContent, ShownResult } from './letter-content.js';

/** What a letter is written from. */
export interface Sources {
  readonly patient: PatientKnown & { readonly demographics: Demographics };
  readonly followUp: FollowUpKnown;
  readonly sender: ContactDetails;
}

// A result is back within three weeks of the end of its window; after that he is not to wait.
const daysUntilHeard = 35;
const daysAfterReminder = 14;

const endedWords: Readonly<Record<string, string>> = {
  'schedule-complete': 'all your planned tests have been done',
  discharged: 'you have been discharged',
  transferred: 'another hospital now looks after you',
};

// A result reads as its owner read it, in the laboratory’s unit and by the limit of its day: nothing is compared here once more.
const overLimit: readonly ReadingName[] = ['unconfirmed-rise', 'biochemical-recurrence-suspected'];
const isOver = ({ reading }: ReadingKnown): boolean => overLimit.includes(reading);
const againstWords = (reading: ReadingKnown): string => {
  if (isOver(reading)) return 'At or above the limit';
  return reading.reading === 'under-limit' ? 'Under the limit' : 'Not compared';
};
/** Its height in the drawing, whose scale is in the unit of the limit; nothing where it has none. */
const drawnOf = ({ shown, unit }: ReadingKnown, limit: Limit | undefined): number | null => {
  const read = parseQuantity(shown);
  return read.ok && read.value.comparator === undefined && limit !== undefined && sameUnit(unit, limit.unit) ? read.value.value : null;
};
const resultsOf = ({ readings, limit }: FollowUpKnown): readonly ShownResult[] =>
  [...readings]
    .sort((a, b) => (a.sampledOn < b.sampledOn ? -1 : 1))
    .map((reading) => ({
      takenOn: showDateText(reading.sampledOn),
      day: reading.sampledOn,
      shown: reading.shown,
      unit: reading.unit,
      against: againstWords(reading),
      isOver: isOver(reading),
      drawn: drawnOf(reading, limit),
    }));

const resultOf = (reading: ReadingKnown | undefined): LetterContent['result'] =>
  reading === undefined
    ? null
    : {
        test: reading.name ?? reading.analyte.toUpperCase(),
        shown: reading.shown,
        unit: reading.unit,
        takenOn: showDateText(reading.sampledOn),
        isUnderLimit: reading.reading === 'under-limit',
        isReassuringReport: reading.reading === 'report-reassuring',
        isOverLimit: isOver(reading),
      };

const limitOf = ({ limit }: FollowUpKnown): LetterContent['limit'] => ({
  value: limit === undefined ? '' : String(limit.value),
  unit: limit?.unit ?? '',
  isPersonal: limit?.source === 'personal',
});

const soon = (on: string): string => addDays(on as CivilDate, daysAfterReminder);
const later = (a: string, b: string): string => (a < b ? b : a);
const heardAfter = (next: ScheduledTest | undefined, { pausedUntil = '' }: FollowUpKnown, on: string): string =>
  next === undefined ? soon(later(pausedUntil, on)) : addDays(later(next.dueOn, on) as CivilDate, daysUntilHeard);
const nextIn = (next: ScheduledTest | undefined): LetterContent['next'] =>
  next === undefined ? null : { test: next.name, due: showDateText(next.dueOn), opens: showDateText(next.opensOn) };

type Planned = Pick<LetterContent, 'next' | 'repeat' | 'recall' | 'missed' | 'hearBy'>;
const testIn = (test: ScheduledTest | undefined): { readonly test: string; readonly due: string } | null =>
  test === undefined ? null : { test: test.name, due: showDateText(test.dueOn) };
const plannedIn = (owed: Owed, followUp: FollowUpKnown, on: string): Planned => {
  const next = nextTest(followUp);
  const recall = followUp.recalls[owed.recall ?? ''];
  const asked = followUp.tests.find(({ test }) => test === owed.test);
  const [repeat, missed] = owed.about === 'repeat' ? [asked, undefined] : [undefined, asked];
  const otherwise = missed === undefined ? heardAfter(repeat ?? next, followUp, on) : soon(on);
  return {
    next: nextIn(next),
    repeat: testIn(repeat),
    recall: recall === undefined ? null : { on: showDateText(recall.on), isBooked: recall.isBooked },
    missed: testIn(missed),
    hearBy: showDateText(recall?.on ?? otherwise),
  };
};

const whoHeIs = (demographics: Demographics): LetterContent['patient'] => ({
  name: fullName(demographics),
  formal: formalName(demographics),
  born: demographics.bornOn === undefined ? 'not known' : showDateText(demographics.bornOn),
  nhsNumber: demographics.nhsNumber === undefined ? 'not known' : formatNhsNumber(demographics.nhsNumber),
});
const whatIsFollowed = ({ started }: FollowUpKnown): LetterContent['followUp'] => {
  if (started === undefined) return { cancer: '', treatment: '', treatedOn: '', protocol: '' };
  const { cancer, treatment, anchorOn, protocol } = started;
  return { cancer, treatment, treatedOn: showDateText(anchorOn), protocol: `${protocol.title}, version ${String(protocol.version)}` };
};
const whomItGreets = (owed: Owed, demographics: Demographics): LetterContent['to'] =>
  owed.to === 'gp'
    ? { name: demographics.gpPractice?.name ?? '', greeting: 'Doctor' }
    : { name: fullName(demographics), greeting: formalName(demographics) };
const untilWhenItPauses = ({ pausedUntil }: FollowUpKnown): LetterContent['paused'] =>
  pausedUntil === undefined ? null : { until: showDateText(pausedUntil) };
const whyItEnded = ({ endedBecause }: FollowUpKnown): LetterContent['ended'] =>
  endedBecause === undefined ? null : { because: endedWords[endedBecause] ?? 'the plan has come to its end' };

/** Everything the letter may say, from what is known and the day it is written. The same facts and day give the same content. */
export const contentOf = (owed: Owed, { patient, followUp, sender }: Sources, on: string): LetterContent => {
  const { demographics } = patient;
  return {
    letter: { date: showDateText(on), isToGp: owed.to === 'gp' },
    to: whomItGreets(owed, demographics),
    patient: whoHeIs(demographics),
    trust: { name: sender.trustName, department: sender.department },
    contact: { phone: sender.phone, hours: sender.hours, email: sender.email },
    followUp: whatIsFollowed(followUp),
    limit: limitOf(followUp),
    result: resultOf(followUp.readings.find(({ result }) => result === owed.result)),
    ...plannedIn(owed, followUp, on),
    paused: untilWhenItPauses(followUp),
    ended: whyItEnded(followUp),
    results: resultsOf(followUp),
  };
};
