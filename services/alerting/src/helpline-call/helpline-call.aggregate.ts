import { accept, onlyShapes, refuse, type Aggregate, type Decision, type Erased } from '@rms/event-sourcing/pure';
import { present, showInstantText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';
import type {
  CallOutcome,
  HelplineCallCommand,
  HelplineCallEvent,
  HelplineCallRefusal,
  HelplineCallState,
  Settled,
  TryResult,
} from './helpline-call.facts.js';
import { callBackBy, emergencySymptoms, isGrave, triesBeforeGivingUp } from './urgency.model.js';

type Decided = Decision<HelplineCallEvent, HelplineCallRefusal>;
type LogCall = Extract<HelplineCallCommand, { readonly type: 'LogCall' }>;
const isEmpty = (text: string | undefined): boolean => (text ?? '').trim() === '';

const isEmergency = ({ urgency }: LogCall): boolean => urgency === 'emergency';
const isToBeRung = ({ settled }: LogCall): boolean => settled === undefined;
const rules: readonly (readonly [HelplineCallRefusal, (command: LogCall) => boolean])[] = [
  ['caller-needed', ({ caller }) => isEmpty(caller.name)],
  ['phone-needed', (command) => isToBeRung(command) && isEmpty(command.caller.phone)],
  ['nothing-said', ({ said, symptoms }) => isEmpty(said) && symptoms.length === 0],
  ['emergency-symptom', (command) => !isEmergency(command) && command.symptoms.some((symptom) => emergencySymptoms.has(symptom))],
  // Whoever was told to ring 999 is rung back: somebody must know that he arrived.
  ['emergency-cannot-close', (command) => isEmergency(command) && !isToBeRung(command)],
];

// A call about somebody who has not been found is not given up as done: whoever it is may be the one who is lost.
const endsWithoutAPatient: readonly CallOutcome[] = ['not-needed', 'passed-on'];
// After these a clinician sees the patient. After any other nobody does, so that a clinician must have judged it.
const leadsToAClinician: readonly CallOutcome[] = ['appointment-arranged', 'sent-to-emergency'];

interface Ending extends Settled {
  readonly byClinician: boolean;
}
type Known = Pick<HelplineCallState, 'patient' | 'tries' | 'isGrave'>;
const endings: readonly (readonly [HelplineCallRefusal, (ending: Ending, known: Known) => boolean])[] = [
  ['note-needed', ({ note }) => isEmpty(note)],
  ['not-tried-enough', ({ outcome }, { tries }) => outcome === 'not-reached' && tries < triesBeforeGivingUp],
  ['clinician-needed', ({ outcome, byClinician }, known) => known.isGrave && !byClinician && !leadsToAClinician.includes(outcome)],
  ['unknown-cannot-close', ({ outcome }, { patient }) => patient === undefined && !endsWithoutAPatient.includes(outcome)],
];
const closing = (ending: Ending, known: Known): Decided => {
  const broken = endings.find(([, isBroken]) => isBroken(ending, known));
  return broken === undefined ? accept({ type: 'HelplineCallClosed', outcome: ending.outcome, note: ending.note }) : refuse(broken[0]);
};

const log = (command: LogCall): Decided => {
  const broken = rules.find(([, isBroken]) => isBroken(command));
  if (broken !== undefined) return refuse(broken[0]);
  const { type: _, now, time, settled, byClinician, ...said } = command;
  const logged: HelplineCallEvent = { type: 'HelplineCallLogged', ...said, callBackBy: callBackBy(said.urgency, now, time) };
  if (settled === undefined) return accept(logged);
  const closed = closing({ ...settled, byClinician }, { tries: 0, isGrave: isGrave(said), ...present({ patient: said.patient }) });
  return closed.accepted ? accept(logged, ...closed.events) : closed;
};

const link = (patient: string, state: HelplineCallState): Decided =>
  state.patient === patient ? accept() : accept({ type: 'CallLinked', patient, ...present({ from: state.patient }) });
const reassign = (patient: string, state: HelplineCallState): Decided =>
  state.patient === undefined || state.patient === patient ? accept() : accept({ type: 'CallReassigned', patient, from: state.patient });

const decide = (command: HelplineCallCommand, state: HelplineCallState): Decided => {
  if (command.type === 'LogCall') return state.phase === 'none' ? log(command) : refuse('logged-already');
  if (state.phase === 'none') return refuse('no-such-call');
  switch (command.type) {
    case 'TryCallBack':
      return state.phase === 'closed'
        ? refuse('call-closed')
        : accept({ type: 'CallBackTried', result: command.result, note: command.note });
    case 'LinkCall':
      return link(command.patient, state);
    case 'ReassignCall':
      return reassign(command.patient, state);
    case 'CloseCall':
      return state.phase === 'closed' ? refuse('call-closed') : closing(command, state);
    default:
      return command satisfies never;
  }
};

const evolve = (state: HelplineCallState, event: HelplineCallEvent | Erased): HelplineCallState => {
  switch (event.type) {
    case 'HelplineCallLogged':
      return { phase: 'open', tries: 0, isGrave: isGrave(event), ...present({ patient: event.patient }) };
    case 'CallBackTried':
      return { ...state, tries: state.tries + 1 };
    case 'CallLinked':
    case 'CallReassigned':
      return { ...state, patient: event.patient };
    case 'HelplineCallClosed':
      return { ...state, phase: 'closed' };
    case 'Erased':
      return state;
    default:
      return event satisfies never;
  }
};

const schemas = { HelplineCallLogged: 1, CallBackTried: 1, CallLinked: 1, CallReassigned: 1, HelplineCallClosed: 1 } as const;

/** `alerting.helpline-call-<id>`: somebody rang. It stays open until somebody says what became of it. */
export const helplineCall: Aggregate<HelplineCallState, HelplineCallCommand, HelplineCallEvent, HelplineCallRefusal> = {
  service: 'alerting',
  name: 'helpline-call',
  schemas,
  published: new Set(Object.keys(schemas)),
  occurred: () => undefined,
  decider: { initialState: { phase: 'none', tries: 0, isGrave: false }, decide, evolve },
  upcast: onlyShapes(schemas),
};

const tried: Readonly<Record<TryResult, string>> = {
  'no-answer': 'nobody answered',
  engaged: 'the line was engaged',
  'message-left': 'a message was left',
  'number-wrong': 'the number was wrong',
};
const outcomes: Readonly<Record<CallOutcome, string>> = {
  advised: 'advice was given',
  'appointment-arranged': 'an appointment was arranged',
  'sent-to-emergency': 'the patient was sent to emergency care',
  'passed-on': 'it was passed on to another service',
  'not-reached': 'the caller could not be reached',
  'not-needed': 'no call back was needed',
};
const withNote = (note: string): string => (note === '' ? '.' : `. ${note.replace(/\.$/, '')}.`);

export const helplineCallSentences: Sentences<HelplineCallEvent> = {
  HelplineCallLogged: (e) =>
    `${e.caller.name} rang${e.said === '' ? '' : ` and said: ${e.said.replace(/\.$/, '')}`}. To be rung back by ${showInstantText(e.callBackBy)}.`,
  CallBackTried: (e) => `Rung back: ${tried[e.result]}${withNote(e.note)}`,
  CallLinked: (e) =>
    e.from === undefined
      ? 'The call was found to be about this patient.'
      : 'The call was found to be about another patient than had been thought.',
  CallReassigned: () => 'The call moved to another record of the same patient, because records were merged.',
  HelplineCallClosed: (e) => `The call came to its end: ${outcomes[e.outcome]}${withNote(e.note)}`,
};

/** Each is done by people and the system. */
export const helplineCallNatures: Natures<HelplineCallEvent> = {
  HelplineCallLogged: 'act',
  CallBackTried: 'act',
  CallLinked: 'act',
  CallReassigned: 'act',
  HelplineCallClosed: 'act',
};
