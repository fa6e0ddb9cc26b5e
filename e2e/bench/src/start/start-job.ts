import { join } from 'node:path';
import { startNode } from '../job/running-node.js';
import { limitRow, type Row } from '../measure/rows.js';
import { copyRepository } from './copy-of-the-repository.js';

interface Start {
  readonly seconds: number;
  readonly megabytes: number;
}

const startOnce = async (copy: string, data: string, isFirst: boolean): Promise<Start> => {
  const node = await startNode(copy, data, 'demo');
  try {
    if (isFirst) await node.says('The demonstration is ready.');
    return { seconds: node.readyAfterMs / 1000, megabytes: node.residentMegabytes() };
  } finally {
    await node.stop();
  }
};

/** The first start of a fresh copy, which compiles everything and sends the demonstration, and starts after it on the same data. */
export const startJob = async (folder: string, laterStarts: number): Promise<readonly Row[]> => {
  const copy = join(folder, 'copy');
  copyRepository(copy);
  const data = join(folder, 'data');
  const first = await startOnce(copy, data, true);
  const later: Start[] = [];
  for (let n = 0; n < laterStarts; n += 1) later.push(await startOnce(copy, data, false));
  // Not compiled in the same start: what a system that is only started holds once it has been filled.
  const filled = await startOnce(copy, join(folder, 'other-data'), true);
  return [
    limitRow('start, first, nothing compiled', [first.seconds], { target: 30, unit: 's' }),
    limitRow(
      'start, later',
      [...later, filled].map(({ seconds }) => seconds),
      { target: 6, unit: 's' },
    ),
    limitRow('memory of the node, demonstration sent', [first.megabytes, filled.megabytes], { target: 400, unit: 'MB' }),
  ];
};
