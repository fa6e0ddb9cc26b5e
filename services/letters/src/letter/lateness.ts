import { showDateText } from '@rms/nhs';
import type { Calendar } from './letter-times.js';
import type { Concern, LetterEvent, TimedPhase } from './letter.facts.js';
import type { LetterState, Living } from './letter.state.js';
import { attendedTo, needsSomebody } from './needing.js';

type Timed = Extract<Living, { readonly phase: TimedPhase }>;

const lateWords: Readonly<Record<TimedPhase, string>> = {
  owed: 'It was to be written and has not been',
  'to-approve': 'It has been written and nobody has approved it',
  approved: 'It has been approved and has not left',
  'handed-over': 'The carrier has it and has given no proof that it is on its way',
  dispatched: 'It is on its way and nobody knows that it arrived',
};
export const isTimed = (state: LetterState): state is Timed => state.phase in lateWords;

/** What is held and late says what holds it: a deadline that passed is no reason by itself. */
const whatItWaitsFor = ({ heldWhy }: Timed): string => (heldWhy === undefined ? '' : ` It is held: ${heldWhy}`);
const lateIn = (state: Timed): Concern => ({
  why: 'late',
  sentence: `${lateWords[state.phase]}. That was due by ${showDateText(state.dueBy)}.${whatItWaitsFor(state)}`,
});

/** Somebody is told that a letter is late in the state it is in. */
export const tellLate = (state: Timed, calendar: Calendar): readonly LetterEvent[] => needsSomebody(state, calendar, lateIn(state));

/** What is to be told of a letter because it is late; nothing where it is not. */
export const lateConcerns = (state: Living): readonly Concern[] => (isTimed(state) && state.isLate ? [lateIn(state)] : []);

/**
 * What a person was needed for is settled by a step that gives the letter no new deadline. Where the old one has passed, it stays
 * late, and somebody is still to see to that.
 */
export const attendedUnlessLate = (state: Timed, calendar: Calendar): readonly LetterEvent[] =>
  state.isLate ? tellLate(state, calendar) : attendedTo(state);
