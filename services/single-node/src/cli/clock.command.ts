import { showInstantText } from '@rms/nhs';
import { birthOf } from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';
import { defaultData, operatedCluster, operatorFrom } from '../config.js';
import { askRunningNode } from '../directory/ask-running-node.js';
import { Progress, say, show } from './output.js';
import type { ReadOptions } from './outcomes.command.js';

interface ClockLine {
  readonly now?: string;
  readonly moved?: boolean;
  readonly from?: string;
  readonly at?: string;
  readonly of?: string;
}

const shown = (instant: string): string => showInstantText(instant, 'second');

const askNode = async (data: string, path: string, asked: object): Promise<AsyncIterable<ClockLine>> => {
  birthOf(data);
  const lines = await askRunningNode(data, path, asked);
  if (lines === undefined)
    throw new StartRefused(`No system runs on the data directory ${data}. Start it first, or name another with --data or RMS_DATA.`);
  return lines as AsyncIterable<ClockLine>;
};

interface Asked {
  readonly data: string | undefined;
  /** How far to move it on; nothing to see where it stands. */
  readonly period?: string;
}
async function* linesOf({ data, period }: Asked): AsyncGenerator<ClockLine> {
  const cluster = data === undefined ? operatedCluster() : undefined;
  if (cluster === undefined) {
    yield* await (period === undefined
      ? askNode(data ?? defaultData(), '/clock', {})
      : askNode(data ?? defaultData(), '/clock/advance', { period }));
    return;
  }
  const { clockLines, openCluster } = await import('../cluster/index.js');
  const moved = openCluster(cluster, operatorFrom());
  try {
    yield* period === undefined ? clockLines.show(moved) : clockLines.advance(moved, period);
  } finally {
    await moved.close();
  }
}

/** Shows where the training clock of a running system stands. */
export const clockShowCommand = async (options: ReadOptions): Promise<void> => {
  for await (const { now = '', moved = false } of linesOf({ data: options.data }))
    show(options.json, { now, moved }, () => `${shown(now)}${moved ? ', moved on from the real time' : ', the real time'}`);
};

const dayMs = 24 * 3600 * 1000;
const daysFrom = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** Moves the training clock of a running system on; everything that falls due on the way happens, and each wake-up is a line with --json. */
export const clockAdvanceCommand = async (period: string, options: ReadOptions): Promise<void> => {
  const progress = new Progress('Days');
  let from = '';
  for await (const line of linesOf({ data: options.data, period })) {
    from = line.from ?? from;
    if (options.json === true) say(JSON.stringify(line));
    else if (line.at !== undefined && line.of !== undefined) progress.at(daysFrom(from, line.at), daysFrom(from, line.of));
    else if (line.now !== undefined) {
      progress.end();
      say(`It is now ${shown(line.now)}.`);
    }
  }
};
