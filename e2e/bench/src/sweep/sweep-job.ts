import { mkdirSync } from 'node:fs';
import { Contender } from '../job/contender.js';
import { sourceFile } from '../job/places.js';
import { interleaved, type Rounds } from '../job/rounds.js';
import { limitRow, ratioRow, type Row } from '../measure/rows.js';
import { median } from '../measure/statistics.js';
import type { Read } from './reader-main.js';

const names = ['ours', 'bare'] as const;
type Name = (typeof names)[number];
const factsOfOne = 10;

const start = (name: Name, folder: string): Promise<Contender> =>
  Contender.start({ file: sourceFile('sweep/reader-main.ts'), args: [name, folder] });

const checked = ({ facts, held, lost }: Read, name: Name, patients: number): void => {
  const isRight = facts === patients * factsOfOne && (name === 'bare' || (held === patients && lost === 0));
  if (!isRight) throw new Error(`${name} read ${String(facts)} facts and found ${String(held)} held, ${String(lost)} lost.`);
};

/** The whole reckoning from the first fact on, against the driver alone reading and parsing the same file. */
export const sweepJob = async (
  folder: string,
  { patients, ...rounds }: Rounds & { readonly patients: number },
): Promise<{ readonly rows: readonly Row[]; readonly note: string }> => {
  mkdirSync(folder, { recursive: true });
  const writer = await start('bare', folder);
  await writer.ask<number>('fill', patients);
  await writer.stop();
  const readers = { ours: await start('ours', folder), bare: await start('bare', folder) };
  const reads: Read[] = [];
  try {
    const done = await interleaved(names, rounds, async (name, round) => {
      const read = await readers[name].ask<Read>('read');
      checked(read, name, patients);
      if (name === 'ours' && round >= rounds.warmUp) reads.push(read);
      const { facts, millis, cpuSeconds } = read;
      return { rate: (facts / millis) * 1000, cpuPerThousand: (cpuSeconds / facts) * 1000, commitsPerMessage: NaN };
    });
    const path = `sweep, whole reckoning over ${patients.toLocaleString('en-GB')} follow-ups`;
    const seconds = reads.map(({ millis }) => millis / 1000);
    const later = reads.map(({ laterMillis }) => laterMillis / 1000);
    return {
      rows: [
        ratioRow(`${path}, facts`, done, { ours: 'ours', peer: 'bare', peerName: 'node:sqlite + JSON.parse', target: 0.4 }),
        limitRow(path, seconds, { target: (10 * patients) / 100_000, unit: 's' }),
        limitRow('the look of an hour later', later, { target: (10 * patients) / 100_000, unit: 's' }),
        limitRow('memory of the process that reckons', [Math.max(...reads.map(({ megabytes }) => megabytes))], {
          target: 300 + (1500 * patients) / 100_000,
          unit: 'MB',
        }),
      ],
      note: `The reckoning took ${median(seconds).toFixed(1)} s of the clock and ${median(reads.map(({ cpuSeconds }) => cpuSeconds)).toFixed(1)} s of processor for ${(patients * factsOfOne).toLocaleString('en-GB')} facts; between two pages of 100 facts everybody else has a turn.`,
    };
  } finally {
    for (const name of names) await readers[name].stop();
  }
};
