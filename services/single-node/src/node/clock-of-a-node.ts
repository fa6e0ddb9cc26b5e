import { instantText, type EventStore } from '@rms/event-sourcing';
import type { Timers } from '@rms/service-kit';
import { type DataDirectory } from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';
import type { ClinicalClock } from '../clock/clinical-clock.js';
import { destinationOf } from '../clock/destination.js';
import { hops, type Advance } from '../clock/hops.js';
import type { NodeConfig } from '../config.js';
import { layDownProtocol, type ProtocolOrder } from '../directory/lay-down-protocol.js';
import { recordReading, type ReadingToRecord } from '../directory/record-reading.js';
import type { Sealer } from '../sealing/sealer.js';
import type { ControlRoutes } from './control.js';
import type { RunningNode } from './services.js';

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
  return destinationOf(clock.now(), period ?? '');
};

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
