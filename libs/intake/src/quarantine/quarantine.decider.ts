import { accept, refuse, type Aggregate, type Decider, onlyShapes } from '@rms/event-sourcing/pure';

/** What a person is shown of a message that waits for him; never its content. */
export interface Held {
  readonly rule: string;
  readonly sentence: string;
  readonly feed: string;
  readonly feedName: string;
  readonly receipt: number;
  readonly controlId: string;
  readonly messageType: string;
  readonly patient?: string;
}

export type QuarantineDecision = 'read-again' | 'set-aside';
export type QuarantineEvent =
  | ({ readonly type: 'MessageQuarantined' } & Held)
  | { readonly type: 'MessageHeldToo'; readonly receipt: number }
  | { readonly type: 'QuarantineSettled'; readonly decision: QuarantineDecision; readonly reason: string };
export type QuarantineCommand =
  | { readonly type: 'HoldMessage'; readonly held: Held }
  | { readonly type: 'SettleQuarantine'; readonly decision: QuarantineDecision; readonly reason: string };
export type QuarantineRefusal = 'nothing-held' | 'already-settled' | 'reason-needed';
export type QuarantineState =
  | { readonly phase: 'none' }
  | { readonly phase: 'open'; readonly receipts: readonly number[] }
  | { readonly phase: 'settled'; readonly receipts: readonly number[]; readonly decision: QuarantineDecision };

/** One problem and the messages that wait for its solution. Messages with the same problem join it while it is open; afterwards it opens again. */
export const quarantineDecider: Decider<QuarantineState, QuarantineCommand, QuarantineEvent, QuarantineRefusal> = {
  initialState: { phase: 'none' },
  decide: (command, state) => {
    switch (command.type) {
      case 'HoldMessage':
        if (state.phase !== 'open') return accept({ type: 'MessageQuarantined', ...command.held });
        return state.receipts.includes(command.held.receipt) ? accept() : accept({ type: 'MessageHeldToo', receipt: command.held.receipt });
      case 'SettleQuarantine':
        if (state.phase === 'none') return refuse('nothing-held');
        if (state.phase === 'settled') return refuse('already-settled');
        return command.reason.trim() === ''
          ? refuse('reason-needed')
          : accept({ type: 'QuarantineSettled', decision: command.decision, reason: command.reason.trim() });
      default:
        return command satisfies never;
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'MessageQuarantined':
        return { phase: 'open', receipts: [event.receipt] };
      case 'MessageHeldToo':
        return state.phase === 'open' ? { ...state, receipts: [...state.receipts, event.receipt] } : state;
      case 'QuarantineSettled':
        return state.phase === 'open' ? { phase: 'settled', receipts: state.receipts, decision: event.decision } : state;
      case 'Erased':
        return state;
      default:
        return event satisfies never;
    }
  },
};

const schemas = { MessageQuarantined: 1, MessageHeldToo: 1, QuarantineSettled: 1 } as const;

/** `<service>.quarantine-<id>`: each service that reads messages has its own. */
export const quarantineOf = (
  service: 'registration' | 'results',
): Aggregate<QuarantineState, QuarantineCommand, QuarantineEvent, QuarantineRefusal> => ({
  service,
  name: 'quarantine',
  decider: quarantineDecider,
  schemas,
  published: new Set(['MessageQuarantined', 'QuarantineSettled']),
  occurred: () => undefined,
  upcast: onlyShapes(schemas),
});

/** One sentence per fact. */
export const quarantineSentences = {
  MessageQuarantined: (e: Extract<QuarantineEvent, { readonly type: 'MessageQuarantined' }>) =>
    `Message ${e.controlId} (${e.messageType}) from ${e.feedName} waits for a person. ${e.sentence}`,
  MessageHeldToo: () => 'Another message waits for the same reason.',
  QuarantineSettled: (e: Extract<QuarantineEvent, { readonly type: 'QuarantineSettled' }>) =>
    `The waiting message was ${e.decision === 'read-again' ? 'read again' : 'set aside'}. Reason: ${e.reason}`,
};

/** What each fact is: all are done by people and the system. */
export const quarantineNatures = { MessageQuarantined: 'act', MessageHeldToo: 'act', QuarantineSettled: 'act' } as const;
