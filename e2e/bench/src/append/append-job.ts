import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Contender } from '../job/contender.js';
import { flushesPerMessage } from '../job/flushes.js';
import { sourceFile } from '../job/places.js';
import { interleaved, type Round, type Rounds } from '../job/rounds.js';
import { ratioRow, type Row } from '../measure/rows.js';
import type { Appended, Stored } from './keeper-main.js';
import { keeperNames, type KeeperName } from './keepers.js';
import type { Shape } from './orders.js';

type Load = Omit<Shape, 'seed'>;
type Loads<Name extends KeeperName> = Readonly<Record<Name, Load>>;
type Keepers = Readonly<Record<KeeperName, Contender>>;

const writers = 16;
// Each is given about as much as it does in the same time; the orders come from one generator.
const singles: Loads<KeeperName> = {
  ours: { appends: 4800, batch: 1, writers },
  bare: { appends: 2400, batch: 1, writers },
  emmett: { appends: 240, batch: 1, writers },
};
const batches: Loads<KeeperName> = {
  ours: { appends: 160, batch: 100, writers },
  bare: { appends: 160, batch: 100, writers },
  emmett: { appends: 64, batch: 100, writers },
};
const alone: Loads<'ours' | 'bare'> = {
  ours: { appends: 800, batch: 1, writers: 1 },
  bare: { appends: 800, batch: 1, writers: 1 },
};

const optionsOf = (name: KeeperName, folder: string) => {
  mkdirSync(folder, { recursive: true });
  return { file: sourceFile('append/keeper-main.ts'), args: [name, folder] };
};

const startAll = async (folder: string): Promise<Keepers> =>
  Object.fromEntries(
    await Promise.all(keeperNames.map(async (name) => [name, await Contender.start(optionsOf(name, join(folder, name)))])),
  ) as Keepers;

/** Before anything is timed: from the same orders each has kept the same events, and each turns a stale writer away. */
const checkTheyKeepTheSame = async (keepers: Keepers): Promise<void> => {
  const shape: Shape = { seed: 1, appends: 64, batch: 3, writers };
  const kept: Stored[] = [];
  for (const name of keeperNames) {
    await keepers[name].ask<Appended>('round', shape);
    kept.push(await keepers[name].ask<Stored>('stored', shape));
  }
  const [first] = kept;
  const same = kept.every((each) => each.digest === first?.digest && each.events === shape.appends * shape.batch && each.refusesStale);
  if (!same) throw new Error(`The contenders do not keep the same: ${JSON.stringify(kept)}`);
};

let seed = 1;
const timeRounds = <Name extends KeeperName>(keepers: Keepers, loads: Loads<Name>, rounds: Rounds): Promise<readonly Round<Name>[]> =>
  interleaved(Object.keys(loads) as Name[], rounds, async (name) => {
    seed += 1;
    const { millis, cpuSeconds, commits, events } = await keepers[name].ask<Appended>('round', { ...loads[name], seed });
    return { rate: (events / millis) * 1000, cpuPerThousand: (cpuSeconds / events) * 1000, commitsPerMessage: commits / events };
  });

type Three = readonly Round<KeeperName>[];
const rowsOf = (singly: Three, batched: Three, one: readonly Round<'ours' | 'bare'>[]): readonly Row[] => [
  ratioRow('append, one event, 16 writers', singly, { ours: 'ours', peer: 'emmett', peerName: 'emmett-sqlite', target: 6 }),
  ratioRow('append, batches of 100, 16 writers', batched, { ours: 'ours', peer: 'emmett', peerName: 'emmett-sqlite', target: 1.5 }),
  ratioRow('append, one event, 16 writers', singly, { ours: 'ours', peer: 'bare', peerName: 'node:sqlite', target: 0.8 }),
  ratioRow('append, batches of 100, 16 writers', batched, { ours: 'ours', peer: 'bare', peerName: 'node:sqlite', target: 0.8 }),
  ratioRow('append, one event, a lone writer', one, { ours: 'ours', peer: 'bare', peerName: 'node:sqlite' }),
];

const countFlushes = async (folder: string): Promise<string> => {
  const shape: Shape = { seed: 7, appends: 320, batch: 1, writers };
  const counted: string[] = [];
  for (const name of keeperNames) {
    const own = join(folder, `${name}-flushes`);
    const count = await flushesPerMessage(optionsOf(name, own), own, async (contender) => {
      await contender.ask<Appended>('round', shape);
      return shape.appends;
    });
    counted.push(`${name} ${count.toFixed(2)}`);
  }
  return `Flushes to the disk for one event appended alone, 16 writers (strace): ${counted.join(', ')}`;
};

/** Durable appends: ours, the driver alone, and the peer. */
export const appendJob = async (folder: string, rounds: Rounds): Promise<{ readonly rows: readonly Row[]; readonly note: string }> => {
  const keepers = await startAll(folder);
  try {
    await checkTheyKeepTheSame(keepers);
    const singly = await timeRounds(keepers, singles, rounds);
    const batched = await timeRounds(keepers, batches, rounds);
    const one = await timeRounds(keepers, alone, rounds);
    return { rows: rowsOf(singly, batched, one), note: await countFlushes(folder) };
  } finally {
    for (const name of keeperNames) await keepers[name].stop();
  }
};
