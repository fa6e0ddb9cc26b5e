import { withinWorkingDays, type Calendar } from './letter-times.js';
import type { HoldReason, LetterEvent, NeedReason } from './letter.facts.js';
import type { Living } from './letter.state.js';

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
