import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enginesFrom } from './config.js';
import { ended, launch, runRms, trainingPassword, untilDemonstrated, type RunningSystem } from './running-system.js';
import { copySeededDirectory } from './seeded-directory.js';

/** Starts the system and waits until its doors are open and, with the demonstration, until it has been brought to life. */
const startNode = async (seed: 'cast' | 'empty', more: readonly string[] = []): Promise<RunningSystem> => {
  const data = mkdtempSync(join(tmpdir(), 'rms-journey-'));
  if (seed === 'cast' && more.length === 0) await copySeededDirectory(data);
  const launched = await launch({ data, seed, more });
  if (seed === 'cast') await untilDemonstrated(launched);
  const { child, http, mllp } = launched;
  return {
    http: `http://${http.host}:${String(http.port)}`,
    mllp,
    data,
    password: await trainingPassword(data),
    rms: (...args) => runRms(...args, '--data', data),
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
      rmSync(data, { recursive: true });
    },
  };
};

/** The same on the engines of a cluster where there are any, else in one process. */
export const startSystem = async (seed: 'cast' | 'empty', more: readonly string[] = []): Promise<RunningSystem> => {
  const engines = enginesFrom();
  if (engines === undefined) return startNode(seed, more);
  return (await import('./running-region.mjs')).startRegionFor(engines, seed);
};
