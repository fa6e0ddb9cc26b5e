import type { CivilDate } from '@rms/nhs';
import type { LetterCopy, LetterPhase, LetterStep } from '../../copies/letters.projection.js';
import { isLate, stateOf } from '../../patient-page/letter-rows.js';
import type { PageContext } from '../../patient-page/page-context.js';
import { date, instant } from '../../words.js';

/** One step of a letter on its way: done, late, or not yet. */
export interface StepRow {
  readonly title: string;
  readonly text: string;
  readonly is: 'done' | 'late' | 'todo';
}
const path: readonly (readonly [LetterPhase, string])[] = [
  ['owed', 'Owed'],
  ['to-approve', 'Written'],
  ['approved', 'Approved'],
  ['handed-over', 'Handed over'],
  ['dispatched', 'Dispatched'],
  ['delivered', 'Delivered'],
];
const dueWords: Readonly<Partial<Record<LetterPhase, string>>> = {
  'to-approve': 'To be written by',
  approved: 'To be approved by',
  'handed-over': 'To be handed over by',
  dispatched: 'Proof is due by',
  delivered: 'Proof is due by',
};

const doneText = (step: LetterStep, { nameOf }: Pick<PageContext, 'nameOf'>, copy: LetterCopy): string => {
  const who = step.phase === 'approved' ? ` by ${nameOf(step.by)}` : '';
  const receipt = step.phase === 'handed-over' && copy.reference !== undefined ? ` Carrier’s receipt ${copy.reference}.` : '';
  const note = step.note === '' ? '' : ` ${step.note}`;
  return `${instant(step.at)}${who}.${receipt}${note}`;
};
const ended: Readonly<Partial<Record<LetterCopy['phase'], string>>> = {
  returned: 'Returned',
  'not-sent': 'Not sent',
  cancelled: 'Not to be sent',
};

type Looking = Pick<PageContext, 'nameOf' | 'today'>;
const isProof = (phase: LetterPhase): boolean => phase === 'dispatched' || phase === 'delivered';
const nextRow = (
  copy: LetterCopy,
  phase: LetterPhase,
  { title, today }: { readonly title: string; readonly today: CivilDate },
): StepRow => {
  const due = copy.dueBy === '' ? '' : `${dueWords[phase] ?? 'Due by'} ${date(copy.dueBy)}.`;
  const passed = isLate(copy, today);
  const stuck = passed || copy.outcomeUnknown || copy.held !== undefined;
  return {
    title: `${title}: ${isProof(phase) ? 'not known' : 'not yet'}`,
    text: passed ? `${due} That date has passed.` : due,
    is: stuck ? 'late' : 'todo',
  };
};
const onTheWay = (copy: LetterCopy, context: Looking): readonly StepRow[] => {
  const done = new Map(copy.steps.map((step) => [step.phase, step]));
  const reached = path.findIndex(([phase]) => phase === copy.phase);
  return path.map(([phase, title], index) => {
    const step = done.get(phase);
    if (step !== undefined && index <= reached) return { title, text: doneText(step, context, copy), is: 'done' };
    return index === reached + 1
      ? nextRow(copy, phase, { title, today: context.today })
      : { title: `${title}: not yet`, text: '', is: 'todo' };
  });
};
const upToItsEnd = (copy: LetterCopy, context: Looking, title: string): readonly StepRow[] => {
  const rows = path.flatMap(([phase, name]): readonly StepRow[] => {
    const step = copy.steps.find((each) => each.phase === phase);
    return step === undefined ? [] : [{ title: name, text: doneText(step, context, copy), is: 'done' }];
  });
  const last = copy.steps.find((step) => step.phase === copy.phase);
  const text = last === undefined ? '' : doneText(last, context, copy);
  return [
    ...rows,
    {
      title,
      text: `${text} ${copy.phase === 'cancelled' ? stateOf(copy, context.today).note : ''}`.trim(),
      is: copy.phase === 'cancelled' ? 'todo' : 'late',
    },
  ];
};

/** Where a letter is: what has been done, what is late, and what is not yet. A step counts as done only on proof. */
export const stepsOf = (copy: LetterCopy, context: Looking): readonly StepRow[] => {
  const end = ended[copy.phase];
  return end === undefined ? onTheWay(copy, context) : upToItsEnd(copy, context, end);
};

const titles: Readonly<Record<string, string>> = {
  result: 'Result letter',
  repeat: 'Letter asking for a repeat test',
  recall: 'Letter calling back to clinic',
  'test-missed': 'Reminder',
  'test-missed-again': 'Second reminder',
  'follow-up-started': 'Letter about the start of follow-up',
  'follow-up-suspended': 'Letter about a pause of follow-up',
  'follow-up-taken-up-again': 'Letter about follow-up going on',
  'follow-up-ended': 'Letter about the end of follow-up',
};
export const titleOf = ({ letter }: LetterCopy): string => titles[letter?.about ?? ''] ?? 'Letter';

type Told = NonNullable<LetterCopy['letter']>;
const subjectOf = ({ followUp, about, result, recall, test }: Told): string => JSON.stringify([followUp, about, result, recall, test]);
/** The letter that tells the same to the other one of the two: the GP copy of a patient’s letter, and the other way round. */
export const companionOf = ({ letter: own }: LetterCopy, letters: readonly LetterCopy[]): LetterCopy | undefined =>
  own === undefined
    ? undefined
    : letters.find(({ letter }) => letter !== undefined && letter.to !== own.to && subjectOf(letter) === subjectOf(own));

export const tagOf = (copy: LetterCopy, today: CivilDate): { readonly text: string; readonly colour: string } => {
  const { state, colour } = stateOf(copy, today);
  return { text: state, colour };
};
