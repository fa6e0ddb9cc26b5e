// Has one engine at hand: its files, its process, and the moment at which it answers.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotBeHad } from './java-files.mjs';
import { accepts, running, start } from './processes.mjs';

/** Where files of engines are kept from one run to the next; shared by every stack of a machine, and never written to by an engine. */
export const cacheFolder = process.env.RMS_ENGINES_CACHE ?? join(homedir(), '.cache', 'rms-engines');

const lookEveryMs = 100;
const withinMs = 180_000;
const givenWithinMs = 30_000;

const refuseTaken = async ({ what }, ports) => {
  for (const port of Object.values(ports))
    if (await accepts(port))
      throw new CannotBeHad(`Port ${String(port)} for ${what} is taken by another program. End that program, or name another port.`);
};

/** Starts an engine where it does not run yet. Answers `{ pid, log, wasRunning }`. Rejects with `CannotBeHad`. */
export const startEngine = async (engine, { folder, ports = engine.ports, say = () => undefined }) => {
  const runs = join(folder, 'run');
  const before = running(runs, engine.name);
  if (before !== undefined) return { ...before, wasRunning: true };
  await refuseTaken(engine, ports);
  const cache = cacheFolder;
  await engine.obtain(cache, (done, of) => say(`${engine.name}: ${String(done)} of ${String(of)} files`));
  const data = join(folder, 'data', engine.name);
  const log = join(folder, 'logs', `${engine.name}.log`);
  return { ...start(runs, engine.name, { ...engine.command({ cache, data, ports }), log }), wasRunning: false };
};

/** Resolves when an engine answers. Rejects with `CannotBeHad` when it has ended before, or takes too long. */
export const untilReady = async (engine, { folder, ports = engine.ports }) => {
  const data = join(folder, 'data', engine.name);
  for (let waited = 0; waited < withinMs; waited += lookEveryMs) {
    if (await engine.isReady({ ports, data })) return;
    if (running(join(folder, 'run'), engine.name) === undefined)
      throw new CannotBeHad(`${engine.what} has ended. Its log: ${join(folder, 'logs', `${engine.name}.log`)}`);
    await pause(lookEveryMs);
  }
  throw new CannotBeHad(
    `${engine.what} does not answer within ${String(withinMs / 1000)} s. Its log: ${join(folder, 'logs', `${engine.name}.log`)}`,
  );
};

/** Resolves when an engine that others run answers at its usual ports. Rejects with `CannotBeHad`. */
export const untilGivenAnswers = async (engine) => {
  for (let waited = 0; waited < givenWithinMs; waited += lookEveryMs) {
    if (await engine.isReady({ ports: engine.ports })) return;
    await pause(lookEveryMs);
  }
  const [port] = Object.values(engine.ports);
  throw new CannotBeHad(
    `RMS_STACK_ENGINES says that ${engine.what} runs already, and nothing answers as it would at 127.0.0.1:${String(port)}.`,
  );
};
