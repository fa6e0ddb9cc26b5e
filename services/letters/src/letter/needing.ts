import { showDateText } from '@rms/nhs';
import { withinWorkingDays, type Calendar } from './letter-times.js';
import type { HoldReason, LetterEvent, NeedReason, TimedPhase } from './letter.facts.js';
import type { LetterState, Living } from './letter.state.js';

/** What a letter needed a person for is settled, where it needed one. */
export const attendedTo = ({ need }: Pick<Living, 'need'>): readonly LetterEvent[] =>
  need === undefined ? [] : [{ type: 'LetterAttendedTo' }];

/** A person is needed, for one thing at a time: what was needed before is settled with it. */
export const needsSomebody = (
  state: Pick<Living, 'need' | 'owed'>,
  calendar: Calendar,
  { why, sentence }: { readonly why: NeedReason; readonly sentence: string },
): readonly LetterEvent[] =>
  state.need?.why === why && state.need.sentence === sentence
    ? []
    : [
        ...attendedTo(state),
        {
          type: 'LetterNeedsSomebody',
          followUp: state.owed.followUp,
          why,
          sentence,
          by: withinWorkingDays(calendar, 'attendWithinWorkingDays'),
          which: `${state.owed.says.slice(0, 450)}, to the ${state.owed.to === 'gp' ? 'GP' : 'patient'}`,
        },
      ];

/** It does not leave, and a person is told why. */
export const holdAndTell = (
  state: Living,
  calendar: Calendar,
  reason: { readonly why: HoldReason; readonly sentence: string },
): readonly LetterEvent[] => [
  ...(state.held === reason.why ? [] : [{ type: 'LetterHeld', ...reason } as const]),
  ...needsSomebody(state, calendar, reason),
];

const lateWords: Readonly<Record<TimedPhase, string>> = {
  owed: 'It was to be written and has not been',
  'to-approve': 'It has been written and nobody has approved it',
  approved: 'It has been approved and has not left',
  'handed-over': 'The carrier has it and has given no proof that it is on its way',
  dispatched: 'It is on its way and nobody knows that it arrived',
};
/** Whether a letter may stay in its state for so long and no longer. */
export const isTimed = (state: LetterState): state is Extract<Living, { readonly phase: TimedPhase }> => state.phase in lateWords;

/** The day has passed on which its state was to end: somebody is told which, and by when it was due. */
export const tellThatItIsLate = (
  state: Pick<Living, 'need' | 'owed' | 'dueBy'> & { readonly phase: TimedPhase },
  calendar: Calendar,
): readonly LetterEvent[] =>
  needsSomebody(state, calendar, { why: 'late', sentence: `${lateWords[state.phase]}. That was due by ${showDateText(state.dueBy)}.` });
