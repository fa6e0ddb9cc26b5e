import type { Erased } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import { dayAfter } from './letter-times.js';
import type { Cancellation, Channel, Draft, HoldReason, LetterEvent, Need, Owed } from './letter.facts.js';

/** What is known of every letter, whatever its state. */
export interface Known {
  readonly owed: Owed;
  readonly heard: number;
  readonly held?: HoldReason;
  /** Why a person holds it: so it is held until a person releases it, whatever it says by then. */
  readonly heldBecause?: string;
  /** Why it is held now, whoever holds it: for what it waits. */
  readonly heldWhy?: string;
  readonly addressConfirmedOn?: string;
  /** The fingerprint of its page: of the one that was sent, and before that of the newest that was written. */
  readonly page?: string;
  /** It was handed over once, and never is again. */
  readonly hasLeft?: true;
  /** How it left, and the day before which it had not. */
  readonly sent?: { readonly channel: Channel; readonly notBefore: string };
  /** What only a person can settle. */
  readonly need?: Need;
  /** The last day on which its state is in time; '' where nothing more is to come of itself. */
  readonly dueBy: string;
  readonly isLate: boolean;
  /** The letter that says what this one said wrongly or could not say. */
  readonly next?: { readonly letter: string; readonly says: string };
}
export interface Handed {
  readonly to: readonly string[];
  readonly pdfSha256: string;
  readonly reference?: string;
  /** When the carrier is to be asked next. */
  readonly lookFrom: string;
}
export type LetterState =
  | { readonly phase: 'none' }
  | ({ readonly phase: 'owed' } & Known)
  | ({ readonly phase: 'to-approve'; readonly draft: Draft } & Known)
  | ({ readonly phase: 'approved'; readonly draft: Draft; readonly handOverFrom: string } & Known)
  | ({ readonly phase: 'handed-over'; readonly outcome: 'awaited' | 'accepted' | 'unknown'; readonly handed: Handed } & Known)
  | ({ readonly phase: 'dispatched'; readonly handed: Handed } & Known)
  | ({ readonly phase: 'delivered' } & Known)
  | ({ readonly phase: 'returned' } & Known)
  /** The carrier did not take it, or a person found that it never reached him. */
  | ({ readonly phase: 'not-sent' } & Known)
  | ({ readonly phase: 'cancelled'; readonly because: Cancellation } & Known);
export type Living = Exclude<LetterState, { readonly phase: 'none' }>;

/** When a letter must be looked at because a date has passed; '' for never. */
export const wakeAtOf = ({ dueBy, isLate }: Pick<Known, 'dueBy' | 'isLate'>): string => (dueBy === '' || isLate ? '' : dayAfter(dueBy));

const knownOf = ({ owed, heard, dueBy, isLate, ...more }: Known): Known => {
  const { held, heldBecause, heldWhy, addressConfirmedOn, page, hasLeft, sent, need, next } = more;
  return {
    owed,
    heard,
    dueBy,
    isLate,
    ...present({ held, heldBecause, heldWhy, addressConfirmedOn, page, hasLeft, sent, need, next }),
  };
};
const enter = (state: Known, dueBy: string): Known => ({ ...knownOf(state), dueBy, isLate: false });
const released = (state: Known): Known => {
  const { held: _, heldBecause: __, heldWhy: ___, ...rest } = knownOf(state);
  return rest;
};
/** It is to be written anew: what was written before is in its history. */
const unwritten = (state: Known): Known => {
  const { page: _, ...rest } = knownOf(state);
  return rest;
};

type Of<Type extends LetterEvent['type']> = Extract<LetterEvent, { readonly type: Type }>;
const owedBy = (state: LetterState, { type: _, heard, ...owed }: Of<'LetterOwed'>): LetterState => {
  const before = state.phase === 'none' ? undefined : state;
  return {
    phase: 'owed',
    owed: { ...owed, patient: before?.owed.patient ?? owed.patient },
    heard,
    dueBy: owed.by,
    isLate: false,
    ...present({ need: before?.need, next: before?.next, hasLeft: before?.hasLeft }),
  };
};

type AfterHandOver = Of<
  | 'LetterHandedOver'
  | 'LetterAccepted'
  | 'LetterDispatched'
  | 'LetterDelivered'
  | 'LetterReturned'
  | 'LetterRefused'
  | 'LetterOutcomeUnknown'
  | 'LetterOutcomeSettled'
>;
const nothingHanded: Handed = { to: [], pdfSha256: '', lookFrom: '' };
const handedIn = (state: Living): Handed => ('handed' in state ? state.handed : nothingHanded);

const afterHandOver = (state: Living, event: AfterHandOver): LetterState => {
  const handed = handedIn(state);
  switch (event.type) {
    case 'LetterHandedOver': {
      const { to, pdfSha256, channel } = event;
      const notBefore = 'handOverFrom' in state ? state.handOverFrom.slice(0, 10) : '';
      return {
        ...enter(released(state), event.proofBy),
        hasLeft: true,
        page: pdfSha256,
        sent: { channel, notBefore },
        phase: 'handed-over',
        outcome: 'awaited',
        handed: { to, pdfSha256, lookFrom: '' },
      };
    }
    case 'LetterAccepted': {
      const { reference, lookFrom } = event;
      return { ...knownOf(state), phase: 'handed-over', outcome: 'accepted', handed: { ...handed, reference, lookFrom } };
    }
    case 'LetterDispatched':
      return { ...enter(state, event.deliveryBy ?? ''), phase: 'dispatched', handed: { ...handed, lookFrom: event.lookFrom } };
    case 'LetterDelivered':
      return { ...enter(released(state), ''), phase: 'delivered' };
    case 'LetterReturned':
      return { ...enter(state, ''), phase: 'returned' };
    case 'LetterRefused':
      return { ...enter(state, ''), phase: 'not-sent' };
    case 'LetterOutcomeUnknown':
      return { ...knownOf(state), phase: 'handed-over', outcome: 'unknown', handed };
    case 'LetterOutcomeSettled':
      return event.wasSent
        ? { ...enter(state, event.deliveryBy ?? ''), phase: 'dispatched', handed }
        : { ...enter(state, ''), phase: 'not-sent' };
    default:
      return event satisfies never;
  }
};

const followed = (state: Living, { next, news, heard }: Of<'LetterFollowedBy'>): LetterState => ({
  ...state,
  heard,
  next: { letter: next, says: news.says },
});
const attended = (state: Living): LetterState => {
  const { need: _, ...rest } = state;
  return rest;
};
const reassigned = (state: Living, to: string): LetterState => {
  const owed = { ...state.owed, patient: to };
  const isWaiting = state.phase === 'to-approve' || state.phase === 'approved';
  // It was written for the record that went into another: it is written anew for the one that goes on.
  return isWaiting ? { ...enter(unwritten({ ...state, owed }), owed.by), phase: 'owed' } : { ...state, owed };
};

const cancelledBy = (state: Living, { because, heard }: Of<'LetterCancelled'>): LetterState => {
  // The person who cancels it has decided; where the system does, his hold counts should it be owed again.
  const { heldBecause } = because === 'person-decided' ? {} : state;
  return { ...enter(released(state), ''), phase: 'cancelled', because, heard, ...present({ heldBecause }) };
};

const onALetter = (state: Living, event: Exclude<LetterEvent, AfterHandOver>): LetterState => {
  switch (event.type) {
    case 'LetterOwed':
      return owedBy(state, event);
    case 'LetterCancelled':
      return cancelledBy(state, event);
    case 'LetterReassigned':
      return reassigned(state, event.to);
    case 'LetterDrafted': {
      const { type: _, ...draft } = event;
      const isLate = state.phase === 'to-approve' && state.isLate;
      return { ...enter(released(state), draft.approveBy), isLate, phase: 'to-approve', draft, page: draft.pdfSha256 };
    }
    case 'LetterApproved':
      return state.phase === 'to-approve'
        ? { ...enter(state, event.handOverBy), phase: 'approved', draft: state.draft, handOverFrom: event.handOverFrom }
        : state;
    case 'LetterHeld':
      return {
        ...state,
        held: event.why,
        heldWhy: event.sentence,
        ...(event.why === 'person-decided' ? { heldBecause: event.sentence } : {}),
      };
    case 'LetterReleased':
      return {
        ...enter(unwritten(released(state)), state.owed.by),
        phase: 'owed',
        ...present({ addressConfirmedOn: event.addressConfirmedOn }),
      };
    case 'LetterFollowedBy':
      return followed(state, event);
    case 'LetterBecameLate':
      return { ...state, isLate: true };
    case 'LetterNeedsSomebody': {
      const { type: _, followUp: __, which: ___, ...need } = event;
      return { ...state, need };
    }
    case 'LetterAttendedTo':
      return attended(state);
    default:
      return event satisfies never;
  }
};

const handOverFacts = new Set<string>([
  'LetterHandedOver',
  'LetterAccepted',
  'LetterDispatched',
  'LetterDelivered',
  'LetterReturned',
  'LetterRefused',
  'LetterOutcomeUnknown',
  'LetterOutcomeSettled',
]);
const isAfterHandOver = (event: LetterEvent): event is AfterHandOver => handOverFacts.has(event.type);

/** The state of a letter after one more fact. */
export const evolveLetter = (state: LetterState, event: LetterEvent | Erased): LetterState => {
  if (event.type === 'Erased') return state;
  if (state.phase === 'none') return event.type === 'LetterOwed' ? owedBy(state, event) : state;
  return isAfterHandOver(event) ? afterHandOver(state, event) : onALetter(state, event);
};
