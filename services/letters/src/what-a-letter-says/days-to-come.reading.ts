import { parseCivilDate, showDateText } from '@rms/nhs';
import type { News } from '../letter/letter.facts.js';
import type { Obstacle } from './addressee.reading.js';
import type { FollowUpKnown } from './follow-up-known.reading.js';
import type { LetterContent } from './letter-content.js';

const twoDigits = (n: number): string => String(n).padStart(2, '0');
const months = Array.from({ length: 12 }, (_, month) => showDateText(`2026-${twoDigits(month + 1)}-01`).split(' ')[1] ?? '');
const printedDay = new RegExp(`\\b(\\d{1,2}) (${months.join('|')}) (\\d{4})\\b`, 'g');
const daysIn = (text: string): readonly string[] =>
  [...text.matchAll(printedDay)].flatMap(
    ([, day, month = '', year = '']) => parseCivilDate(`${year}-${twoDigits(months.indexOf(month) + 1)}-${twoDigits(Number(day))}`) ?? [],
  );

/**
 * The first day that a letter speaks of as one to come, on the day it is written: from that day on it is not true any more. From when
 * a test may be had stays true. What is read is what is printed, so that no template can promise a day that nobody looks at.
 */
export const goodUntil = (text: readonly string[], { next }: Pick<LetterContent, 'next'>, on: string): string | undefined =>
  text
    .flatMap(daysIn)
    .filter((day) => day > on && showDateText(day) !== next?.opens)
    .sort()[0];

interface Saying {
  readonly followUp: FollowUpKnown;
  readonly text: readonly string[];
}
const says = ({ text }: Saying, day: string): boolean => text.join(' ').includes(showDateText(day));
const passed = (sentence: string): Obstacle => ({ why: 'dates-passed', sentence });

const pauseIsOver = (saying: Saying, on: string): Obstacle | undefined => {
  const { pausedUntil: until } = saying.followUp;
  return until !== undefined && until <= on && says(saying, until)
    ? passed(
        `The letter would say that no test is asked for until ${showDateText(until)}, and that day is here. It is written when a clinician has decided whether tests are asked for again.`,
      )
    : undefined;
};
const clinicIsOver = ({ recall = '' }: Pick<News, 'recall'>, saying: Saying, on: string): Obstacle | undefined => {
  const clinic = saying.followUp.recalls[recall]?.on;
  return clinic !== undefined && clinic < on && says(saying, clinic)
    ? passed(`The letter would ask the patient to come by or on ${showDateText(clinic)}, and that day has passed. Ring the patient.`)
    : undefined;
};

const repeatIsOver = ({ about, test }: Pick<News, 'about' | 'test'>, saying: Saying, on: string): Obstacle | undefined => {
  const due = about === 'repeat' ? saying.followUp.tests.find((each) => each.test === test)?.dueOn : undefined;
  return due !== undefined && due < on && says(saying, due)
    ? passed(`The letter would ask for a test by ${showDateText(due)}, and that day has passed. Ring the patient.`)
    : undefined;
};

/** A letter that would promise what has passed: a pause that nobody has ended, or to the patient a clinic or the day of a repeat. */
export const passedAlready = (news: Pick<News, 'to' | 'about' | 'recall' | 'test'>, saying: Saying, on: string): Obstacle | undefined =>
  pauseIsOver(saying, on) ?? (news.to === 'patient' ? (clinicIsOver(news, saying, on) ?? repeatIsOver(news, saying, on)) : undefined);
