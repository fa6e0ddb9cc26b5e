import { instantText, systemClock, type EventStore } from '@rms/event-sourcing';
import { StartRefused } from '@rms/service-kit/standing';
import { advanceClock } from '../clock/advance-clock.js';
import { ClinicalClock } from '../clock/clinical-clock.js';
import { destinationOf } from '../clock/destination.js';
import { hops, type Advance } from '../clock/hops.js';
import type { OperatorDoors } from './operator-doors.js';

/** A region whose clock is to be moved. */
export interface MovedCluster {
  readonly mode: string;
  readonly store: EventStore;
  readonly doors: OperatorDoors;
  readonly operator: string;
}

// What one service finishes may be work for another: it is quiet when nothing was stored in two rounds one after the other.
export const quietOf =
  ({ store, doors }: Pick<MovedCluster, 'store' | 'doors'>) =>
  async (): Promise<void> => {
    for (let still = 0; still < 2; still += 1) {
      const before = await store.lastPosition();
      await doors.finishOpenWork();
      if ((await store.lastPosition()) !== before) still = -1;
    }
  };

// Each hop waits for six processes: what falls due within a quarter of a day is one.
const within = 6 * 3_600_000;

const advanceOf =
  (cluster: MovedCluster, clock: ClinicalClock): Advance =>
  async (to, onHop) => {
    const { doors, operator } = cluster;
    const quiet = quietOf(cluster);
    await advanceClock({ clock, operator, timers: doors.timers(), quiet, within, ...(onHop === undefined ? {} : { onHop }) }, to);
    // Who waits for months to pass is told at their end whether somebody was lost on the way.
    await doors.look();
    await quiet();
  };

/** Where the training clock of a cluster stands, and each hop of moving it on, in the words of a single node’s. */
export const clockLines = {
  show: async function* ({ store }: Pick<MovedCluster, 'store'>): AsyncGenerator<object> {
    const clock = await ClinicalClock.of(store, systemClock);
    yield { now: instantText(clock.now()), moved: clock.isMoved };
  },
  advance: async function* (cluster: MovedCluster, period: string): AsyncGenerator<object> {
    if (cluster.mode !== 'training')
      throw new StartRefused('This region runs by the real clock (RMS_MODE=production), which nobody can move.');
    const clock = await ClinicalClock.of(cluster.store, systemClock);
    const to = destinationOf(clock.now(), period);
    yield { from: instantText(clock.now()), of: instantText(to) };
    yield* hops(advanceOf(cluster, clock), to);
    yield { now: instantText(clock.now()) };
  },
};
