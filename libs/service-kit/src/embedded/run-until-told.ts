import type { StartedAlone } from './start-alone.js';
import { StartRefused } from './start-refused.js';

/** Misuse, as the command line has it: what was given does not fit. */
const misuse = 2;

const closeAndEnd = (started: StartedAlone): void => {
  started.close().then(
    () => {
      process.exit(0);
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
};

/** Starts, says in one line where it answers, and stays until told to stop. A start that is refused ends with its sentence. */
export const runUntilTold = async (start: () => Promise<StartedAlone>): Promise<void> => {
  let started: StartedAlone;
  try {
    started = await start();
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = misuse;
    return;
  }
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    closeAndEnd(started);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(`${started.name} answers at ${started.url} (data in ${started.data})\n`);
};
