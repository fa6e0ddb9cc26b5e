import type { LetterTemplate } from '@rms/contracts';
import { fillIn } from './fill-in.js';
import type { LetterContent } from './letter-content.js';
import { textOf } from './paper.js';

/** What a letter to a patient says whatever it is about: whom to ring, and by when not to wait any longer. */
export type OwedRule = 'telephone-number' | 'hear-by';
/** What is not said in a letter, by the rule and the name that would say it. */
export interface NotSaid {
  readonly rule: OwedRule;
  readonly name: string;
  readonly says: string;
}

type ForAPatient = Extract<LetterTemplate['name'], `${string}-patient`>;
type Promises = (content: LetterContent) => boolean;
const always: Promises = () => true;
const somethingIsToCome: Promises = ({ next, overdue, paused }) => next !== null || overdue !== null || paused !== null;
// Somebody of whom nothing is to come waits for nothing, and whoever has a day in clinic comes on that day.
const promises: Readonly<Record<ForAPatient, Promises>> = {
  'result-patient': somethingIsToCome,
  'repeat-patient': always,
  'recall-patient': ({ recall }) => recall?.isBooked !== true,
  'test-missed-patient': always,
  'test-missed-again-patient': always,
  'follow-up-started-patient': somethingIsToCome,
  'follow-up-suspended-patient': always,
  'follow-up-taken-up-again-patient': somethingIsToCome,
  'follow-up-ended-patient': () => false,
};
const isForAPatient = (name: LetterTemplate['name']): name is ForAPatient => name in promises;

const absentIn = (content: LetterContent): readonly string[] =>
  Object.entries(content).flatMap(([part, value]) => (value === null ? [`“${part}”`] : []));
const whereNot = (content: LetterContent): string => {
  const absent = absentIn(content);
  return absent.length === 0 ? '' : `, also where there is no ${absent.join(', ')}`;
};

/** What a template for a patient leaves out in some of the letters that its branches tell apart. Nothing of one for a GP. */
export const missingForAPatient = (template: LetterTemplate, examples: readonly LetterContent[]): readonly NotSaid[] => {
  const { name } = template;
  if (!isForAPatient(name)) return [];
  const isSaid = (content: LetterContent, words: string): boolean =>
    textOf(fillIn(template, content)).slice(firstPrinted(template)).join('\n').includes(words);
  // Of all letters that leave it out, the one that lacks least says best when.
  const without = (isOwed: Promises, wordsIn: (content: LetterContent) => string): LetterContent | undefined =>
    examples
      .filter((content) => isOwed(content) && !isSaid(content, wordsIn(content)))
      .sort((one, other) => absentIn(one).length - absentIn(other).length)[0];
  const phone = without(always, ({ contact }) => contact.phone);
  const hearBy = without(promises[name], (content) => content.hearBy);
  return [
    ...(phone === undefined
      ? []
      : [
          {
            rule: 'telephone-number',
            name: 'contact.phone',
            says: `Every letter to a patient says whom to ring. Put {{ contact.phone }} into it${whereNot(phone)}`,
          } as const,
        ]),
    ...(hearBy === undefined
      ? []
      : [
          {
            rule: 'hear-by',
            name: 'hearBy',
            says: `A letter to a patient says by when to have heard. Put “If you have not heard from us by {{ hearBy }}” into it${whereNot(hearBy)}`,
          } as const,
        ]),
  ];
};

/** The line under the greeting is no place for what must not be overlooked; of a text message all is printed. */
const firstPrinted = ({ sms }: LetterTemplate): number => (sms === undefined ? 1 : 0);
