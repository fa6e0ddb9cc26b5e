import { accept, onlyShapes, refuse, type Aggregate, type Decision, type Erased } from '@rms/event-sourcing/pure';
import { present, showDateText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';
import type { Roster } from '../task/task.facts.js';
import { againstGoing, type AgainstGoing } from '../who-acts/who-would-act.model.js';
import { overlaps, type Absence } from './absences.model.js';

type Named = { readonly person: string };
export type ColleagueEvent =
  | ({ readonly type: 'StaffAway' } & Named & Absence)
  | ({ readonly type: 'AbsenceBegan' } & Named & Omit<Absence, 'fromOn'>)
  | ({ readonly type: 'AbsenceEnded'; readonly absence: string } & Named)
  | ({ readonly type: 'StaffLeft'; readonly cover?: string } & Named)
  | ({ readonly type: 'StaffCameBack' } & Named);
export type ColleagueCommand =
  | ({ readonly type: 'SayAway'; readonly today: string; readonly roster: Roster } & Named & Absence)
  | { readonly type: 'CallOffAbsence'; readonly absence: string }
  | ({ readonly type: 'SayLeft'; readonly cover?: string; readonly roster: Roster } & Named)
  | { readonly type: 'SayBack' }
  | { readonly type: 'NoticeDate'; readonly today: string };
export type ColleagueRefusal =
  | 'ends-before-it-begins'
  | 'ended-already'
  | 'away-already'
  | 'cannot-cover-himself'
  | 'no-such-absence'
  | 'has-left'
  | 'has-not-left'
  | AgainstGoing;
export interface ColleagueState {
  readonly person: string;
  readonly planned: readonly Absence[];
  readonly away?: Absence;
  readonly left: boolean;
}

type Decided = Decision<ColleagueEvent, ColleagueRefusal>;
type SayAway = Extract<ColleagueCommand, { readonly type: 'SayAway' }>;

const began = (person: string, { fromOn: _, ...absence }: Absence): ColleagueEvent => ({ type: 'AbsenceBegan', person, ...absence });

const againstDays = ({ fromOn, untilOn, today }: SayAway): ColleagueRefusal | undefined => {
  if (untilOn < fromOn) return 'ends-before-it-begins';
  return untilOn < today ? 'ended-already' : undefined;
};
const rulesAgainst = (command: SayAway, state: ColleagueState): ColleagueRefusal | undefined => {
  const { person, fromOn, untilOn, cover, roster } = command;
  if (state.left) return 'has-left';
  if (cover === person) return 'cannot-cover-himself';
  const against = againstDays(command) ?? againstGoing({ ...command, what: 'away' }, roster);
  if (against !== undefined) return against;
  const others = [...state.planned, ...(state.away === undefined ? [] : [state.away])];
  return others.some((other) => overlaps(other, { fromOn, untilOn })) ? 'away-already' : undefined;
};

const sayAway = (command: SayAway, state: ColleagueState): Decided => {
  const refusal = rulesAgainst(command, state);
  if (refusal !== undefined) return refuse(refusal);
  const { type: _, today, roster: __, person, ...absence } = command;
  const said: ColleagueEvent = { type: 'StaffAway', person, ...absence };
  return absence.fromOn <= today ? accept(said, began(person, absence)) : accept(said);
};

const sayLeft = (command: Extract<ColleagueCommand, { readonly type: 'SayLeft' }>, state: ColleagueState): Decided => {
  const { roster, person, cover } = command;
  if (cover === person) return refuse('cannot-cover-himself');
  if (state.left) return accept();
  const against = againstGoing({ ...command, what: 'left' }, roster);
  return against === undefined ? accept({ type: 'StaffLeft', person, ...present({ cover }) }) : refuse(against);
};

const callOff = (absence: string, state: ColleagueState): Decided =>
  [...state.planned, ...(state.away === undefined ? [] : [state.away])].some((one) => one.absence === absence)
    ? accept({ type: 'AbsenceEnded', person: state.person, absence })
    : refuse('no-such-absence');

// After a time in which nothing ran, an absence may have begun and ended unseen: the first of them that is not over is the one.
const notice = (today: string, { person, planned, away }: ColleagueState): Decided => {
  if (away !== undefined) return away.untilOn < today ? accept({ type: 'AbsenceEnded', person, absence: away.absence }) : accept();
  const [next] = [...planned].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
  if (next === undefined || next.fromOn > today) return accept();
  return next.untilOn < today ? accept({ type: 'AbsenceEnded', person, absence: next.absence }) : accept(began(person, next));
};

const decide = (command: ColleagueCommand, state: ColleagueState): Decided => {
  switch (command.type) {
    case 'SayAway':
      return sayAway(command, state);
    case 'CallOffAbsence':
      return callOff(command.absence, state);
    case 'SayLeft':
      return sayLeft(command, state);
    case 'SayBack':
      return state.left ? accept({ type: 'StaffCameBack', person: state.person }) : refuse('has-not-left');
    case 'NoticeDate':
      return state.left ? accept() : notice(command.today, state);
    default:
      return command satisfies never;
  }
};

const evolve = (state: ColleagueState, event: ColleagueEvent | Erased): ColleagueState => {
  switch (event.type) {
    case 'StaffAway': {
      const { type: _, person, ...absence } = event;
      return { ...state, person, planned: [...state.planned, absence] };
    }
    case 'AbsenceBegan': {
      const begun = state.planned.find((one) => one.absence === event.absence);
      return { ...state, planned: state.planned.filter((one) => one !== begun), ...present({ away: begun }) };
    }
    case 'AbsenceEnded': {
      const { away, ...rest } = state;
      const goesOn = away?.absence === event.absence ? undefined : away;
      return { ...rest, planned: rest.planned.filter((one) => one.absence !== event.absence), ...present({ away: goesOn }) };
    }
    case 'StaffLeft':
      return { person: event.person, planned: [], left: true };
    case 'StaffCameBack':
      return { person: event.person, planned: [], left: false };
    case 'Erased':
      return state;
    default:
      return event satisfies never;
  }
};

const schemas = { StaffAway: 1, AbsenceBegan: 1, AbsenceEnded: 1, StaffLeft: 1, StaffCameBack: 1 } as const;

/** `alerting.colleague-<derived from trust and person>`: when somebody is away and who acts in his place. Why he is away is nobody's business here. */
export const colleague: Aggregate<ColleagueState, ColleagueCommand, ColleagueEvent, ColleagueRefusal> = {
  service: 'alerting',
  name: 'colleague',
  schemas,
  published: new Set(Object.keys(schemas)),
  occurred: () => undefined,
  decider: { initialState: { person: '', planned: [], left: false }, decide, evolve },
  upcast: onlyShapes(schemas),
};

const covered = (cover: string | undefined): string =>
  cover === undefined ? 'Nobody was named to act meanwhile' : 'Somebody was named to act meanwhile';
export const colleagueSentences: Sentences<ColleagueEvent> = {
  StaffAway: (e) => `A member of staff will be away from ${showDateText(e.fromOn)} to ${showDateText(e.untilOn)}. ${covered(e.cover)}.`,
  AbsenceBegan: (e) => `A member of staff is away until ${showDateText(e.untilOn)}. ${covered(e.cover)}.`,
  AbsenceEnded: () => 'A member of staff is there again, or does not go away after all.',
  StaffLeft: () => 'A member of staff works here no longer.',
  StaffCameBack: () => 'A member of staff works here again.',
};

/** Each is done by people and the system. */
export const colleagueNatures: Natures<ColleagueEvent> = {
  StaffAway: 'act',
  AbsenceBegan: 'act',
  AbsenceEnded: 'act',
  StaffLeft: 'act',
  StaffCameBack: 'act',
};
