import {
  derivedId,
  EmbeddedHistoryReader,
  instantText,
  SoleWriter,
  systemClock,
  type Clock,
  type EventStore,
  type Outcome,
} from '@rms/event-sourcing';
import { regionWide } from '@rms/nhs';
import { trainingClock } from '@rms/registration';
import { trainingClockId, trainingTimeAt, type ClockMove } from '@rms/service-kit/pure';

type Moves = Awaited<ReturnType<typeof movesOf>>;
const movesOf = (store: EventStore) => SoleWriter.of(store, trainingClock, trainingClockId);

/** The clock that dates facts and dates in a training region. It can be moved on; between two moves it goes at the pace of the machine's. */
export class ClinicalClock implements Clock {
  private constructor(
    private readonly store: EventStore,
    private readonly system: Clock,
    private readonly moves: Moves,
  ) {}

  /** The clock as its history says it was last set. Its directory is one process's alone, and so is the clock. */
  static async of(store: EventStore, system: Clock): Promise<ClinicalClock> {
    return new ClinicalClock(store, system, await movesOf(store));
  }

  now(): number {
    const { last } = this.moves.state;
    return last === undefined ? this.system.now() : trainingTimeAt(last, this.system.now());
  }

  /** Has it ever been moved away from the machine's clock? */
  get isMoved(): boolean {
    return this.moves.state.last !== undefined;
  }

  /** Moves it to a later time, as a fact with an actor. Refused when it would go back. */
  moveTo(millis: number, operator: string): Promise<Outcome<unknown, 'clock-goes-back'>> {
    const move: ClockMove = { to: instantText(millis), systemAt: instantText(this.system.now()) };
    const commandId = derivedId(trainingClockId, `to ${move.to} at ${move.systemAt}`);
    return this.moves.give(
      { store: this.store, now: () => instantText(this.now()) },
      { type: 'MoveTrainingClock', ...move },
      { commandId, actor: { kind: 'operator', id: operator, role: 'operator' }, trust: regionWide, correlationId: commandId },
    );
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
