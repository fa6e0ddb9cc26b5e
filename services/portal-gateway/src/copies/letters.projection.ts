import type { DataOf, letters as contracts } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import { present } from '@rms/nhs';
import type { Copy, CopyDocument } from '@rms/read-models';

export type LetterPhase =
  'owed' | 'to-approve' | 'approved' | 'handed-over' | 'dispatched' | 'delivered' | 'returned' | 'not-sent' | 'cancelled';
type Owed = DataOf<typeof contracts.letterOwed>;
type Drafted = DataOf<typeof contracts.letterDrafted>;
/** One thing that happened to a letter, when, and by whom. */
export interface LetterStep {
  readonly phase: LetterPhase;
  readonly at: string;
  readonly by: string;
  readonly note: string;
}

/** A letter as far as it has been published: everything the desk and the page about it need. */
export interface LetterCopy extends CopyDocument {
  readonly letter?: Owed;
  readonly patient: string;
  readonly phase: LetterPhase | 'none';
  readonly owedAt: string;
  /** When it entered its state. */
  readonly at: string;
  /** The last day on which its state is in time; '' where nothing more is to come. */
  readonly dueBy: string;
  readonly draft?: Pick<Drafted, 'template' | 'channel' | 'print' | 'to' | 'text' | 'on'>;
  readonly held?: { readonly why: string; readonly sentence: string };
  readonly need?: { readonly why: string; readonly sentence: string; readonly by: string };
  readonly outcomeUnknown: boolean;
  readonly reference?: string;
  readonly next?: string;
  readonly cancelledBecause?: string;
  readonly steps: readonly LetterStep[];
}
type Content = Omit<LetterCopy, keyof CopyDocument>;

const initial: Content = { patient: '', phase: 'none', owedAt: '', at: '', dueBy: '', outcomeUnknown: false, steps: [] };

interface Entry {
  readonly phase: LetterPhase;
  readonly dueBy?: string | undefined;
  readonly note?: string;
}
const enter = (before: Content, m: Message, { phase, dueBy = '', note = '' }: Entry): Content => ({
  ...before,
  phase,
  at: m.time,
  dueBy,
  outcomeUnknown: false,
  steps: [...before.steps.filter((step) => step.phase !== phase), { phase, at: m.occurredAt ?? m.time, by: m.actor, note }],
});
const free = ({ held: _, ...rest }: Content): Content => rest;

type Fold = (before: Content, m: Message) => Content;
const writing: Readonly<Record<string, Fold>> = {
  'letters.letter-owed.v1': (before, m) => {
    const letter = m.data as Owed;
    const { cancelledBecause: _, draft: __, ...rest } = free(before);
    const patient = before.patient === '' ? letter.patient : before.patient;
    return { ...enter({ ...rest, steps: [] }, m, { phase: 'owed', dueBy: letter.by, note: letter.says }), letter, patient, owedAt: m.time };
  },
  'letters.letter-drafted.v1': (before, m) => {
    const { template, channel, print, to, text, on, approveBy } = m.data as Drafted;
    const entered = enter(free(before), m, { phase: 'to-approve', dueBy: approveBy });
    return { ...entered, draft: { template, channel, print, to, text, on } };
  },
  'letters.letter-approved.v1': (before, m) =>
    enter(before, m, { phase: 'approved', dueBy: (m.data as DataOf<typeof contracts.letterApproved>).handOverBy }),
  'letters.letter-held.v1': (before, m) => {
    const { why, sentence } = m.data as DataOf<typeof contracts.letterHeld>;
    return { ...before, held: { why, sentence } };
  },
  'letters.letter-released.v1': (before, m) => {
    const owed = before.steps.filter((step) => step.phase === 'owed');
    return enter({ ...free(before), steps: owed }, m, {
      phase: 'owed',
      dueBy: before.letter?.by,
      note: (m.data as { reason: string }).reason,
    });
  },
  'letters.letter-cancelled.v1': (before, m) => {
    const { because, reason = '' } = m.data as DataOf<typeof contracts.letterCancelled>;
    return { ...enter(free(before), m, { phase: 'cancelled', note: reason }), cancelledBecause: because };
  },
  'letters.letter-reassigned.v1': (before, m) => {
    const { patient } = m.data as DataOf<typeof contracts.letterReassigned>;
    const isWaiting = before.phase === 'to-approve' || before.phase === 'approved';
    return isWaiting ? { ...before, patient, phase: 'owed', dueBy: before.letter?.by ?? '' } : { ...before, patient };
  },
  'letters.letter-needs-somebody.v1': (before, m) => {
    const { why, sentence, by } = m.data as DataOf<typeof contracts.letterNeedsSomebody>;
    return { ...before, need: { why, sentence, by } };
  },
  'letters.letter-attended-to.v1': ({ need: _, ...rest }) => rest,
  'letters.letter-followed-by.v1': (before, m) => ({ ...before, next: (m.data as DataOf<typeof contracts.letterFollowedBy>).next }),
};
const sending: Readonly<Record<string, Fold>> = {
  'letters.letter-handed-over.v1': (before, m) =>
    enter(free(before), m, { phase: 'handed-over', dueBy: (m.data as DataOf<typeof contracts.letterHandedOver>).proofBy }),
  'letters.letter-accepted.v1': (before, m) => {
    const { reference } = m.data as DataOf<typeof contracts.letterAccepted>;
    return { ...before, reference, outcomeUnknown: false };
  },
  'letters.letter-outcome-unknown.v1': (before) => ({ ...before, outcomeUnknown: true }),
  'letters.letter-dispatched.v1': (before, m) =>
    enter(before, m, { phase: 'dispatched', dueBy: (m.data as DataOf<typeof contracts.letterDispatched>).deliveryBy }),
  'letters.letter-delivered.v1': (before, m) =>
    enter(free(before), m, { phase: 'delivered', note: (m.data as DataOf<typeof contracts.letterDelivered>).note ?? '' }),
  'letters.letter-returned.v1': (before, m) =>
    enter(before, m, { phase: 'returned', note: (m.data as DataOf<typeof contracts.letterReturned>).why }),
  'letters.letter-refused.v1': (before, m) =>
    enter(before, m, { phase: 'not-sent', note: (m.data as DataOf<typeof contracts.letterRefused>).why }),
  'letters.letter-outcome-settled.v1': (before, m) => {
    const { wasSent, note, deliveryBy } = m.data as DataOf<typeof contracts.letterOutcomeSettled>;
    return enter(before, m, { phase: wasSent ? 'dispatched' : 'not-sent', note, ...present({ dueBy: deliveryBy }) });
  },
};
const folds = { ...writing, ...sending };

export const letters: Copy<LetterCopy> = {
  name: 'letters',
  of: 'letters.letter',
  indexes: ['patient', 'phase'],
  initial,
  evolve: (before, m: Message) => folds[m.type]?.(before, m) ?? before,
};

/** Is it still to reach somebody? */
export const isUnderWay = ({ phase }: Pick<LetterCopy, 'phase'>): boolean => !['none', 'cancelled', 'delivered'].includes(phase);
