import { accept, type Aggregate, onlyShapes } from '@rms/event-sourcing/pure';
import type { Natures, Sentences } from '@rms/service-kit';

/** One look at a patient, or one attempt. `page` is what was opened, `how` where the person came from. */
export interface Look {
  readonly patient: string;
  readonly page: string;
  readonly how: string;
  readonly refused: boolean;
  /** Why it was refused: the role has no use for the page, or the patient is another trust's. */
  readonly why?: 'role' | 'trust';
}
/** The history itself was read, by an operator at the command line: about nobody in particular. */
export interface HistoryReading {
  readonly what: string;
}
/** Somebody read what a member of staff had looked at. `person` is a token subject. */
export interface LogReading {
  readonly person: string;
}
export type AccessEvent =
  | ({ readonly type: 'PatientLookedAt' } & Look)
  | ({ readonly type: 'HistoryRead' } & HistoryReading)
  | ({ readonly type: 'AccessLogRead' } & LogReading);
export type AccessCommand =
  | ({ readonly type: 'RecordLook' } & Look)
  | ({ readonly type: 'RecordReading' } & HistoryReading)
  | ({ readonly type: 'RecordLogReading' } & LogReading);

const schemas = { PatientLookedAt: 1, HistoryRead: 1, AccessLogRead: 1 } as const;

const recorded = (command: AccessCommand): AccessEvent => {
  switch (command.type) {
    case 'RecordLook':
      return { ...command, type: 'PatientLookedAt' };
    case 'RecordReading':
      return { ...command, type: 'HistoryRead' };
    case 'RecordLogReading':
      return { ...command, type: 'AccessLogRead' };
    default:
      return command satisfies never;
  }
};

/** `portal-gateway.access-<id>`: one stream for one look, so that looking never waits for another's looking. */
export const access: Aggregate<{ readonly recorded: boolean }, AccessCommand, AccessEvent, never> = {
  service: 'portal-gateway',
  name: 'access',
  schemas,
  published: new Set(['PatientLookedAt']),
  occurred: () => undefined,
  decider: {
    initialState: { recorded: false },
    decide: (command, state) => (state.recorded ? accept() : accept(recorded(command))),
    evolve: () => ({ recorded: true }),
  },
  upcast: onlyShapes(schemas),
};

export const accessSentences: Sentences<AccessEvent> = {
  AccessLogRead: () => 'Somebody read what a member of staff had looked at.',
  HistoryRead: (e) => `An operator read the history at the command line: ${e.what}.`,
  PatientLookedAt: (e) =>
    e.refused
      ? `Somebody asked for ${e.page} and was refused${e.why === 'role' ? ': the role has no use for it' : ''}.`
      : `Somebody looked at ${e.page}, from ${e.how}.`,
};

/** What each fact is: about the world, or done by people and the system. */
export const accessNatures: Natures<AccessEvent> = {
  PatientLookedAt: 'act',
  HistoryRead: 'act',
  AccessLogRead: 'act',
};
