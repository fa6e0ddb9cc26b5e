import { join } from 'node:path';
import { Contender, type ContenderOptions } from './contender.js';
import { straceProgram } from './config.js';

/**
 * How often a contender makes the disk keep what it wrote, for one message, counted by `strace` in a run of its own that is not timed.
 * NaN on a machine without `strace`. `work` answers how many messages it gave.
 */
export const flushesPerMessage = async (
  options: ContenderOptions,
  folder: string,
  work: (contender: Contender) => Promise<number>,
): Promise<number> => {
  const strace = straceProgram();
  if (strace === undefined) return NaN;
  const contender = await Contender.start({ ...options, strace, syncsTo: join(folder, 'flushes.txt') });
  try {
    const before = contender.syncs();
    const messages = await work(contender);
    return (contender.syncs() - before) / messages;
  } finally {
    await contender.stop();
  }
};
