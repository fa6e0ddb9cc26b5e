import { present } from '@rms/nhs';
import { withinWorkingDays, type Calendar } from './letter-times.js';
import type { Concern, HoldReason, LetterEvent, Need, NeedReason } from './letter.facts.js';
import type { Living } from './letter.state.js';

type Needing = Pick<Living, 'need' | 'owed'>;

// Nothing that the post or the system does later answers these: somebody has to speak with somebody. The most pressing first.
const personal: readonly NeedReason[] = ['handed-over-before-death', 'changed-after-hand-over', 'returned'];
const isPersonal = ({ why }: Concern): boolean => personal.includes(why);
const isOvertaken = ({ why }: Concern): boolean => why === 'handed-over-before-death' || why === 'changed-after-hand-over';
const rankOf = ({ why }: Concern): number => [...personal, why].indexOf(why);

const concernsOf = (need: Need | undefined): readonly Concern[] =>
  need === undefined ? [] : [{ why: need.why, sentence: need.sentence }, ...(need.besides ?? [])];
const isSame = (some: readonly Concern[], others: readonly Concern[]): boolean => JSON.stringify(some) === JSON.stringify(others);

/** From here on somebody is needed for these and nothing else. Whoever has taken it has it still. */
const neededFor = ({ need, owed }: Needing, concerns: readonly Concern[], by: string): readonly LetterEvent[] => {
  if (isSame(concernsOf(need), concerns)) return [];
  const [first, ...besides] = concerns;
  if (first === undefined) return [{ type: 'LetterAttendedTo' }];
  const which = `${owed.says.slice(0, 450)}, to the ${owed.to === 'gp' ? 'GP' : 'patient'}`;
  const { followUp } = owed;
  return [
    { type: 'LetterNeedsSomebody', followUp, ...first, by, which, ...present({ besides: besides.length === 0 ? undefined : besides }) },
  ];
};
const without = (state: Needing, isSettled: (concern: Concern) => boolean): readonly LetterEvent[] =>
  neededFor(
    state,
    concernsOf(state.need).filter((concern) => !isSettled(concern)),
    state.need?.by ?? '',
  );

/** A person has seen to it, or its cause has fallen away: whatever somebody was needed for is settled. */
export const nobodyNeeded = (state: Needing): readonly LetterEvent[] => without(state, () => true);

/** The letter goes on by itself: what it waited for is settled. What only a person can settle stays. */
export const attendedTo = (state: Needing): readonly LetterEvent[] => without(state, (concern) => !isPersonal(concern));

/** A person confirmed where the letter goes: what it waited for is settled, and that nobody knew how to reach him. */
export const reachedAgain = (state: Needing): readonly LetterEvent[] => without(state, (concern) => !isOvertaken(concern));

/** The letter is not sent any more, and what it said is not to be told: he is to be reached all the same. */
export const stillToBeReached = (state: Needing): readonly LetterEvent[] => {
  const whom = state.owed.to === 'gp' ? 'the practice' : 'the patient';
  const sentence = `A letter to ${whom} came back. What it said is not to be told any more, but nothing else reaches that address either: find out how to reach ${whom}.`;
  const staying = concernsOf(state.need).filter(isPersonal);
  return neededFor(
    state,
    staying.map((each) => (each.why === 'returned' ? { ...each, sentence } : each)),
    state.need?.by ?? '',
  );
};

/** Is somebody to ring because it should not have been sent, or says what is no longer so? */
export const isOvertakenBy = ({ need }: Needing): boolean => concernsOf(need).some(isOvertaken);

/** Has he died since it was handed over? */
const isForTheDead = ({ need }: Needing): boolean => concernsOf(need).some(({ why }) => why === 'handed-over-before-death');

/** Beside what stays somebody's, by the earlier day. */
const neededBeside = (state: Needing, calendar: Calendar, { staying, more }: Record<'staying' | 'more', readonly Concern[]>) => {
  const soon = withinWorkingDays(calendar, 'attendWithinWorkingDays');
  const before = staying.length === 0 ? soon : (state.need?.by ?? soon);
  const concerns = [...staying, ...more].sort((a, b) => rankOf(a) - rankOf(b));
  return neededFor(state, concerns, before < soon ? before : soon);
};

/** A person is needed: what the letter waited for before is settled with it, what only a person can settle stands beside it. */
export const needsSomebody = (state: Needing, calendar: Calendar, { why, sentence }: Concern): readonly LetterEvent[] => {
  const staying = concernsOf(state.need).filter((each) => isPersonal(each) && each.why !== why);
  return neededBeside(state, calendar, { staying, more: [{ why, sentence }] });
};

const findOutWhere = ({ owed }: Needing, because: string): Concern => ({
  why: 'returned',
  sentence: `The letter came back${because}. Find out how to reach ${owed.to === 'gp' ? 'the practice' : 'the patient'} and tell them another way, or have it sent again.`,
});

/** It came back: somebody finds out how to reach whom it was for. For the dead nobody does, whose family is spoken with already. */
export const cameBack = (state: Needing, calendar: Calendar, why: string): readonly LetterEvent[] =>
  isForTheDead(state) ? attendedTo(state) : needsSomebody(state, calendar, findOutWhere(state, `: ${why}`));

/**
 * He is alive after all: there is no family to speak with. Where the letter came back meanwhile, he is to be found; `more` is what his
 * death had pushed aside.
 */
export const aliveAfterAll = (state: Living, calendar: Calendar, more: readonly Concern[]): readonly LetterEvent[] => {
  if (!isForTheDead(state)) return [];
  const staying = concernsOf(state.need).filter((each) => isPersonal(each) && each.why !== 'handed-over-before-death');
  return neededBeside(state, calendar, { staying, more: state.phase === 'returned' ? [findOutWhere(state, ''), ...more] : more });
};

/** It does not leave, and a person is told why. What a person holds does not leave anyhow, and is his to look after. */
export const holdAndTell = (
  state: Living,
  calendar: Calendar,
  reason: { readonly why: HoldReason; readonly sentence: string },
): readonly LetterEvent[] =>
  state.held === 'person-decided'
    ? []
    : [...(state.held === reason.why ? [] : [{ type: 'LetterHeld', ...reason } as const]), ...needsSomebody(state, calendar, reason)];
