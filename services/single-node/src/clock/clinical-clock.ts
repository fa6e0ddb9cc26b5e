import {
  derivedId,
  EmbeddedHistoryReader,
  execute,
  instantText,
  load,
  systemClock,
  type Clock,
  type EventStore,
  type Outcome,
} from '@rms/event-sourcing';
import { regionWide } from '@rms/nhs';
import { trainingClock, trainingClockId, trainingTimeAt, type ClockMove } from '@rms/registration';

/** The clock that dates facts and dates in a training region. It can be moved on; between two moves it goes at the pace of the machine's. */
export class ClinicalClock implements Clock {
  #last: ClockMove | undefined;

  private constructor(
    private readonly store: EventStore,
    private readonly system: Clock,
    last: ClockMove | undefined,
  ) {
    this.#last = last;
  }

  /** The clock as its history says it was last set. */
  static async of(store: EventStore, system: Clock): Promise<ClinicalClock> {
    const { state } = await load(store, trainingClock, trainingClockId);
    return new ClinicalClock(store, system, state.last);
  }

  now(): number {
    return this.#last === undefined ? this.system.now() : trainingTimeAt(this.#last, this.system.now());
  }

  /** Has it ever been moved away from the machine's clock? */
  get isMoved(): boolean {
    return this.#last !== undefined;
  }

  /** Moves it to a later time, as a fact with an actor. Refused when it would go back. */
  async moveTo(millis: number, operator: string): Promise<Outcome<unknown, 'clock-goes-back'>> {
    const move: ClockMove = { to: instantText(millis), systemAt: instantText(this.system.now()) };
    const commandId = derivedId(trainingClockId, `to ${move.to} at ${move.systemAt}`);
    const outcome = await execute({ store: this.store, now: () => instantText(this.now()) }, trainingClock, {
      id: trainingClockId,
      command: { type: 'MoveTrainingClock', ...move },
      context: { commandId, actor: { kind: 'operator', id: operator, role: 'operator' }, trust: regionWide, correlationId: commandId },
    });
    if (outcome.accepted) this.#last = move;
    return outcome;
  }
}

/** Where the clinical clock of a directory stands, in milliseconds: beside a running node or without one. */
export const clinicalTimeOf = async (directory: string): Promise<number> => {
  const store = new EmbeddedHistoryReader(directory);
  try {
    return (await ClinicalClock.of(store, systemClock)).now();
  } finally {
    store.close();
  }
};
