import type { FollowUpCopy } from '../../copies/follow-ups.projection.js';
import { counted, date } from '../../words.js';
import { testsToCome } from '../../worklist/tests-to-come.js';

interface Effect {
  readonly strong: string;
  readonly text: string;
}

/** What suspending until a date will do. */
export const suspendEffects = (copy: FollowUpCopy, reviewOn: string): readonly Effect[] => {
  const missed = Object.keys(copy.missed.ladders).length;
  return [
    { strong: 'No test is asked for', text: `and nobody is reminded until ${date(reviewOn)}.` },
    ...(missed === 0 ? [] : [{ strong: `${counted(missed, 'missed test')}:`, text: 'what was to be done about it ends.' }]),
    { strong: 'Results are read all the same.', text: 'One that a clinician must see opens its review.' },
    { strong: `On ${date(reviewOn)}`, text: 'a clinician is asked whether follow-up goes on.' },
  ];
};

/** What taking up again will do. */
export const resumeEffects = (copy: FollowUpCopy, today: string): readonly Effect[] => {
  const open = testsToCome(copy);
  const overdue = open.filter(({ overdueAfter }) => overdueAfter < today);
  const next = open.find(({ overdueAfter }) => overdueAfter >= today);
  return [
    { strong: 'Tests are asked for again', text: 'from today.' },
    ...(overdue.length === 0
      ? []
      : [
          {
            strong: `${counted(overdue.length, 'test')} overdue:`,
            text: 'the patient is reminded from today, as of a test that was missed now.',
          },
        ]),
    ...(next === undefined ? [] : [{ strong: 'Next planned test:', text: `${next.name}, ${date(next.dueOn)}.` }]),
    ...(open.length === 0 ? [{ strong: 'No test is left:', text: 'a clinician is asked how follow-up ends.' }] : []),
  ];
};
