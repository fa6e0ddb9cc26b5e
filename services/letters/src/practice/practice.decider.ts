import { accept, refuse, type Decider, type Decision } from '@rms/event-sourcing/pure';
import { addMonths, parseCivilDate, waysToReach } from '@rms/nhs';

export interface ClosedPractice {
  readonly ods: string;
  readonly name: string;
  readonly closedOn: string;
}
export type PracticeEvent =
  | ({ readonly type: 'PracticeClosed'; readonly reason: string } & ClosedPractice)
  | { readonly type: 'ClosureTakenBack'; readonly ods: string; readonly name: string; readonly reason: string };
export type PracticeCommand =
  | ({ readonly type: 'RecordClosure'; readonly reason: string; readonly today: string } & ClosedPractice)
  | { readonly type: 'TakeBackClosure'; readonly ods: string; readonly reason: string };
export type PracticeRefusal =
  | 'practice-code-form'
  | 'practice-name-needed'
  | 'closure-date-wrong'
  | 'closure-too-far'
  | 'closure-reason-needed'
  | 'closed-already'
  | 'no-such-closure';
export interface PracticeState {
  readonly closed: readonly ClosedPractice[];
}
type RecordClosure = Extract<PracticeCommand, { readonly type: 'RecordClosure' }>;
type TakeBack = Extract<PracticeCommand, { readonly type: 'TakeBackClosure' }>;
type Decided = Decision<PracticeEvent, PracticeRefusal>;

const mostMonthsAhead = 12;

const dateRefused = ({ closedOn, today }: RecordClosure): PracticeRefusal | undefined => {
  const [on, now] = [parseCivilDate(closedOn), parseCivilDate(today)];
  if (on === undefined || now === undefined) return 'closure-date-wrong';
  return on > addMonths(now, mostMonthsAhead) ? 'closure-too-far' : undefined;
};
const wrong = (command: RecordClosure): PracticeRefusal | undefined => {
  if (!waysToReach.practiceCode.pattern.test(command.ods)) return 'practice-code-form';
  if (command.name.trim() === '') return 'practice-name-needed';
  return dateRefused(command) ?? (command.reason.trim() === '' ? 'closure-reason-needed' : undefined);
};

const record = (command: RecordClosure, { closed }: PracticeState): Decided => {
  const refusal = wrong(command);
  if (refusal !== undefined) return refuse(refusal);
  const { ods, closedOn } = command;
  if (closed.some((one) => one.ods === ods)) return refuse('closed-already');
  return accept({ type: 'PracticeClosed', ods, name: command.name.trim(), closedOn, reason: command.reason.trim() });
};

const takeBack = ({ ods, reason }: TakeBack, { closed }: PracticeState): Decided => {
  const found = closed.find((one) => one.ods === ods);
  if (found === undefined) return refuse('no-such-closure');
  if (reason.trim() === '') return refuse('closure-reason-needed');
  return accept({ type: 'ClosureTakenBack', ods, name: found.name, reason: reason.trim() });
};

/** The GP practices of which a trust knows that they closed, or will close. */
export const practiceDecider: Decider<PracticeState, PracticeCommand, PracticeEvent, PracticeRefusal> = {
  initialState: { closed: [] },
  decide: (command, state) => (command.type === 'RecordClosure' ? record(command, state) : takeBack(command, state)),
  evolve: (state, event) => {
    switch (event.type) {
      case 'PracticeClosed': {
        const { ods, name, closedOn } = event;
        return { closed: [...state.closed, { ods, name, closedOn }] };
      }
      case 'ClosureTakenBack':
        return { closed: state.closed.filter(({ ods }) => ods !== event.ods) };
      case 'Erased':
        return state;
      default:
        return event satisfies never;
    }
  },
};

/** The codes of the practices that are closed on a day. A letter to one of them reaches nobody. */
export const closedOnDay = ({ closed }: PracticeState, today: string): ReadonlySet<string> =>
  new Set(closed.filter(({ closedOn }) => closedOn <= today).map(({ ods }) => ods));
