import type { DataOf, letters, registration } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { londonDateOf, parseInstant, present } from '@rms/nhs';
import type { Copy, CopyDocument } from '@rms/read-models';
import type { Addressee, About } from './letter.facts.js';
import { placeOf } from '../what-a-letter-says/addressee.reading.js';
import { wakeAtOf, type LetterState } from './letter.state.js';

/** What the letters desk does next with a letter by itself, and from when. */
export type ToDo = 'write' | 'hand-over' | 'ask' | '';

/** Which letters there are, where each stands, and what is to be done with it when. */
export interface LetterCopy extends CopyDocument {
  /** First day on which a deadline has passed; '' for none. */
  readonly wakeAt: string;
  readonly patient: string;
  readonly followUp: string;
  readonly toDo: ToDo;
  readonly toDoFrom: string;
  /** Both in one text, by which the next is found: 'ask 2026-03-10T21:00:00.000Z'; '' when nothing is to be done. */
  readonly turn: string;
  readonly phase: LetterState['phase'];
  readonly about: About | '';
  readonly to: Addressee | '';
  readonly result: string;
  readonly recall: string;
  readonly test: string;
  readonly sampledOn: string;
  readonly weight: string;
  readonly held: string;
  readonly dueBy: string;
  readonly isLate: boolean;
  readonly owedBy: string;
  /** Where it was written to last, where it goes by post; where it was handed over to, and when it came back from there. */
  readonly writtenTo: string;
  readonly sentTo: string;
  readonly cameBackOn: string;
  readonly cameBackAt: string;
  /** Where a person said that he is, whatever spoke against it, and when. */
  readonly confirmedTo: string;
  readonly confirmedAt: string;
}
type Content = Omit<LetterCopy, keyof CopyDocument>;

const initial: Content = {
  wakeAt: '',
  patient: '',
  followUp: '',
  toDo: '',
  toDoFrom: '',
  turn: '',
  phase: 'none',
  about: '',
  to: '',
  result: '',
  recall: '',
  test: '',
  sampledOn: '',
  weight: '',
  held: '',
  dueBy: '',
  isLate: false,
  owedBy: '',
  writtenTo: '',
  sentTo: '',
  cameBackOn: '',
  cameBackAt: '',
  confirmedTo: '',
  confirmedAt: '',
};
const enter = (before: Content, phase: Content['phase'], more: Partial<Content>): Content => {
  const { dueBy = '', ...rest } = more;
  return { ...before, toDo: '', toDoFrom: '', phase, dueBy, isLate: false, wakeAt: wakeAtOf({ dueBy, isLate: false }), ...rest };
};

const confirmedAt = ({ time }: Message, place: string): Partial<Content> => ({ confirmedTo: place, confirmedAt: time });

type Fold = (before: Content, message: Message) => Content;
const beforeItLeaves: Readonly<Record<string, Fold>> = {
  'letters.letter-owed.v1': (before, m) => {
    const { patient, followUp, by, letter: _, says: __, ...news } = m.data as DataOf<typeof letters.letterOwed>;
    const { result = '', recall = '', test = '', sampledOn = '', ...rest } = news;
    const whose = { patient: before.patient === '' ? patient : before.patient, followUp };
    const what = { ...rest, result, recall, test, sampledOn };
    return enter(before, 'owed', { ...whose, ...what, held: '', dueBy: by, owedBy: by, toDo: 'write' });
  },
  'letters.letter-cancelled.v1': (before) => enter(before, 'cancelled', { held: '' }),
  'letters.letter-reassigned.v1': (before, m) => {
    const { patient } = m.data as DataOf<typeof letters.letterReassigned>;
    const isWaiting = before.phase === 'to-approve' || before.phase === 'approved';
    return isWaiting ? enter({ ...before, patient }, 'owed', { dueBy: before.owedBy, toDo: 'write' }) : { ...before, patient };
  },
  'letters.letter-drafted.v1': (before, m) => {
    const { approveBy, channel, to } = m.data as DataOf<typeof letters.letterDrafted>;
    const isLate = before.phase === 'to-approve' && before.isLate;
    const after = enter(before, 'to-approve', { held: '', dueBy: approveBy, writtenTo: channel === 'post' ? placeOf(to) : '' });
    return isLate ? { ...after, isLate, wakeAt: '' } : after;
  },
  'letters.letter-approved.v1': (before, m) => {
    const { handOverFrom, handOverBy } = m.data as DataOf<typeof letters.letterApproved>;
    return enter(before, 'approved', { dueBy: handOverBy, toDo: 'hand-over', toDoFrom: handOverFrom });
  },
  'letters.letter-held.v1': (before, m) => ({
    ...before,
    held: (m.data as DataOf<typeof letters.letterHeld>).why,
    toDo: '',
    toDoFrom: '',
  }),
  'letters.letter-released.v1': (before, m) => {
    const { addressConfirmedOn } = m.data as DataOf<typeof letters.letterReleased>;
    const confirmed = addressConfirmedOn === undefined ? {} : confirmedAt(m, before.writtenTo);
    return enter(before, 'owed', { held: '', dueBy: before.owedBy, toDo: 'write', ...confirmed });
  },
  'letters.letter-followed-by.v1': (before, m) =>
    (m.data as DataOf<typeof letters.letterFollowedBy>).addressConfirmedOn === undefined
      ? before
      : { ...before, ...confirmedAt(m, before.sentTo) },
};
const afterItLeft: Readonly<Record<string, Fold>> = {
  'letters.letter-handed-over.v1': (before, m) => {
    const { proofBy, channel, to } = m.data as DataOf<typeof letters.letterHandedOver>;
    return enter(before, 'handed-over', { dueBy: proofBy, toDo: 'ask', sentTo: channel === 'post' ? placeOf(to) : '' });
  },
  'letters.letter-accepted.v1': (before, m) => ({
    ...before,
    toDo: 'ask',
    toDoFrom: (m.data as DataOf<typeof letters.letterAccepted>).lookFrom,
  }),
  'letters.letter-outcome-unknown.v1': (before) => ({ ...before, toDo: '', toDoFrom: '' }),
  'letters.letter-dispatched.v1': (before, m) => {
    const { deliveryBy, lookFrom } = m.data as DataOf<typeof letters.letterDispatched>;
    return enter(before, 'dispatched', { ...present({ dueBy: deliveryBy }), toDo: 'ask', toDoFrom: lookFrom });
  },
  'letters.letter-delivered.v1': (before) => enter(before, 'delivered', { held: '' }),
  'letters.letter-returned.v1': (before, m) => {
    const { at, on } = m.data as DataOf<typeof letters.letterReturned>;
    const instant = parseInstant(at);
    return enter(before, 'returned', { cameBackOn: on ?? (instant === undefined ? '' : londonDateOf(instant)), cameBackAt: m.time });
  },
  'letters.letter-refused.v1': (before) => enter(before, 'not-sent', {}),
  'letters.letter-outcome-settled.v1': (before, m) => {
    const { wasSent, deliveryBy } = m.data as DataOf<typeof letters.letterOutcomeSettled>;
    return wasSent ? enter(before, 'dispatched', present({ dueBy: deliveryBy })) : enter(before, 'not-sent', {});
  },
  'letters.letter-late.v1': (before) => ({ ...before, isLate: true, wakeAt: '' }),
};
const turnOf = ({ toDo, toDoFrom }: Content): string => (toDo === '' ? '' : `${toDo} ${toDoFrom}`);
const folds = { ...beforeItLeaves, ...afterItLeft };

export const ownLetters: Copy<LetterCopy> = {
  name: 'letters',
  of: 'letters.letter',
  indexes: ['wakeAt', 'patient', 'followUp', 'turn', 'result', 'phase'],
  initial,
  evolve: (before, message) => {
    const after = folds[message.type]?.(before, message) ?? before;
    return { ...after, turn: turnOf(after) };
  },
};

/** Records that went into another. */
export interface RecordCopy extends CopyDocument {
  readonly retiredInto?: string;
}
export const records: Copy<RecordCopy> = {
  name: 'records',
  of: 'registration.patient',
  indexes: ['retiredInto'],
  initial: {},
  evolve: (before, message: Message) =>
    message.type === 'registration.patient-retired.v1'
      ? { retiredInto: (message.data as DataOf<typeof registration.patientRetired>).into }
      : before,
};
