import { createHash } from 'node:crypto';
import { serve } from '../job/served.js';
import { openKeeper, type Keeper, type KeeperName } from './keepers.js';
import { ordersOf, sharedOut, streamsIn, type Order, type Shape } from './orders.js';

/** What a round took. */
export interface Appended {
  readonly millis: number;
  readonly cpuSeconds: number;
  readonly commits: number;
  readonly events: number;
}

/** What a round has left in the store. */
export interface Stored {
  readonly digest: string;
  readonly events: number;
  /** Whether a writer that expects an older revision is turned away. */
  readonly refusesStale: boolean;
}

const [name = '', directory = ''] = process.argv.slice(2);
const keeper: Keeper = await openKeeper(name as KeeperName, directory);

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const giveAll = async (appends: readonly (() => Promise<void> | void)[]): Promise<void> => {
  for (const append of appends) await append();
};

const round = async (shape: Shape): Promise<Appended> => {
  const ready = ordersOf(shape).map((order) => keeper.prepare(order));
  const writers = sharedOut(ready, streamsIn(shape), shape.writers);
  const [commits, cpu, from] = [keeper.commits(), cpuSeconds(), performance.now()];
  await Promise.all(writers.map(giveAll));
  const millis = performance.now() - from;
  return { millis, cpuSeconds: cpuSeconds() - cpu, commits: keeper.commits() - commits, events: shape.appends * shape.batch };
};

const stored = async (shape: Shape): Promise<Stored> => {
  const orders = ordersOf(shape);
  const hash = createHash('sha256');
  let events = 0;
  for (const stream of new Set(orders.map((order) => order.stream))) {
    const kept = await keeper.read(stream);
    events += kept.length;
    for (const { type, data, id, revision } of kept) hash.update(`${stream} ${String(revision)} ${type} ${id} ${data}\n`);
  }
  return { digest: hash.digest('hex'), events, refusesStale: await refuses(orders[0]!) };
};

const refuses = async (order: Order): Promise<boolean> => {
  try {
    await keeper.prepare(order)();
    return false;
  } catch {
    return true;
  }
};

serve({ round, stored }, () => keeper.close());
