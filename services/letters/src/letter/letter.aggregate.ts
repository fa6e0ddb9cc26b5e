import { onlyShapes, type Aggregate } from '@rms/event-sourcing/pure';
import { letterDecider } from './letter.decider.js';
import type { LetterCommand, LetterEvent, LetterRefusal } from './letter.facts.js';
import type { LetterState } from './letter.state.js';

const schemas = {
  LetterOwed: 2,
  LetterCancelled: 1,
  LetterReassigned: 1,
  LetterDrafted: 1,
  LetterApproved: 1,
  LetterHeld: 1,
  LetterReleased: 1,
  LetterHandedOver: 1,
  LetterAccepted: 1,
  LetterDispatched: 1,
  LetterDelivered: 1,
  LetterReturned: 1,
  LetterRefused: 1,
  LetterOutcomeUnknown: 1,
  LetterOutcomeSettled: 1,
  LetterFollowedBy: 1,
  LetterBecameLate: 1,
  LetterNeedsSomebody: 1,
  LetterAttendedTo: 1,
} as const satisfies Readonly<Record<LetterEvent['type'], number>>;

const todays = onlyShapes<LetterEvent>(schemas);
// Until letters were written, one obligation stood for patient and GP together and only reassuring results were told.
const upcast = (type: string, schema: number, data: unknown): LetterEvent =>
  type === 'LetterOwed' && schema === 1
    ? ({ ...(data as object), type, to: 'patient', weight: 'reassuring' } as unknown as LetterEvent)
    : todays(type, schema, data);

/** `letters.letter-<id>`: an obligation to tell one person something by a date, until it is proved to be kept or cancelled for a recorded reason. */
export const letter: Aggregate<LetterState, LetterCommand, LetterEvent, LetterRefusal> = {
  service: 'letters',
  name: 'letter',
  schemas,
  published: new Set(Object.keys(schemas)),
  occurred: (event) => {
    if (event.type === 'LetterReturned') return event.on === undefined ? { at: event.at } : { on: event.on };
    return event.type === 'LetterDispatched' || event.type === 'LetterDelivered' ? { at: event.at } : undefined;
  },
  decider: letterDecider,
  upcast,
};
