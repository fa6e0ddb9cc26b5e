import { instantText, type EventStore } from '@rms/event-sourcing';
import { instantFromMillis, millisOf, yearsOfBankHolidays } from '@rms/nhs';
import type { Timers } from '@rms/service-kit';
import { StartRefused, type DataDirectory } from '@rms/service-kit/embedded';
import type { ClinicalClock } from '../clock/clinical-clock.js';
import { laterBy, parsePeriod } from '../clock/period.js';
import type { NodeConfig } from '../config.js';
import { layDownProtocol, type ProtocolOrder } from '../directory/lay-down-protocol.js';
import { recordReading, type ReadingToRecord } from '../directory/record-reading.js';
import type { Sealer } from '../sealing/sealer.js';
import type { ControlRoutes } from './control.js';
import type { RunningNode } from './services.js';

type OnHop = (at: string) => Promise<void> | void;
/** Moves the clinical clock on to an instant in milliseconds. */
export type Advance = (to: number, onHop?: OnHop) => Promise<void>;

/** A directory whose clock was moved on cannot go back to the machine's: what is recorded would lie in the future. */
export const refuseOtherClock = ({ clock: wanted }: NodeConfig, { path }: DataDirectory, clock: ClinicalClock): void => {
  if (wanted === 'real' && clock.isMoved)
    throw new StartRefused(
      `The training clock of the data directory ${path} was moved on to ${instantText(clock.now())}. It cannot be started with --clock real (RMS_CLOCK).`,
    );
};

export const timersOf = ({ services }: RunningNode): readonly Timers[] => services.flatMap(({ definition }) => definition.timers);

/** Two who move the clock at once would each take the other's wake-ups for their own. */
export const oneAtATime = (): ((advance: () => Promise<void>) => Promise<void>) => {
  let isUnderWay = false;
  return async (advance) => {
    if (isUnderWay) throw new StartRefused('The training clock is being moved on already. Wait until it has arrived.');
    isUnderWay = true;
    try {
      await advance();
    } finally {
      isUnderWay = false;
    }
  };
};

interface ClockParts {
  readonly config: NodeConfig;
  readonly store: EventStore;
  readonly clock: ClinicalClock;
  readonly advance: Advance;
  readonly sealer: Pick<Sealer, 'seal' | 'publicKey'>;
  /** Is the past of the training region still being lived through? */
  readonly isBeginning: () => boolean;
}

const destination = ({ config, clock, isBeginning }: ClockParts, asked: unknown): number => {
  if (isBeginning())
    throw new StartRefused(
      'The training region is still being made ready, and its clock moves by itself. Wait until the system says that it is.',
    );
  if (config.clock === 'real') throw new StartRefused('This system runs by the real clock (--clock real), which nobody can move.');
  const { period } = asked as { readonly period?: string };
  const parsed = parsePeriod(period ?? '');
  if (parsed === undefined)
    throw new StartRefused(`The period must be one such as "3 months", 90d, 12h or P3M, of ten years at most, not "${period ?? ''}".`);
  const to = laterBy(instantFromMillis(clock.now()), parsed);
  // A deadline reaches into the year after.
  if (Number(to.slice(0, 4)) >= yearsOfBankHolidays.last)
    throw new StartRefused(
      `The training clock cannot be moved to ${to.slice(0, 10)}: the bank holidays of England are known to ${String(yearsOfBankHolidays.last)} only, so deadlines could not be set.`,
    );
  return millisOf(to);
};

/** Brings each hop to whoever asked as it happens. */
async function* hops(advance: Advance, to: number): AsyncGenerator<object> {
  const arrived: object[] = [];
  const moving = { isOver: false, wake: (): void => undefined };
  const over = advance(to, (at) => {
    arrived.push({ at, of: instantText(to) });
    moving.wake();
  }).finally(() => {
    moving.isOver = true;
    moving.wake();
  });
  over.catch(() => undefined);
  while (!moving.isOver || arrived.length > 0) {
    for (const hop of arrived.splice(0)) yield hop;
    if (moving.isOver) continue;
    await new Promise<void>((resolve) => {
      moving.wake = resolve;
    });
  }
  await over;
}

/** What the command line may ask of a running node: about its clock, a record of a reading, a protocol, a signed head. */
export const controlRoutes = (parts: ClockParts): ControlRoutes => ({
  '/reading': async function* (asked) {
    await recordReading(parts.store, parts.clock, asked as ReadingToRecord);
    yield { recorded: true };
  },
  '/protocol': async function* (asked) {
    yield await layDownProtocol(parts, asked as ProtocolOrder);
  },
  '/seal': async function* () {
    yield { head: await parts.sealer.seal(), publicKey: parts.sealer.publicKey };
  },
  '/clock': async function* () {
    yield await Promise.resolve({ now: instantText(parts.clock.now()), moved: parts.clock.isMoved });
  },
  '/clock/advance': async function* (asked) {
    const to = destination(parts, asked);
    yield { from: instantText(parts.clock.now()), of: instantText(to) };
    yield* hops(parts.advance, to);
    yield { now: instantText(parts.clock.now()) };
  },
});
