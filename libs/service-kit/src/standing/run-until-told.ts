import type { Standing } from './footing.js';
import { StartRefused } from './start-refused.js';

/** Misuse, as the command line has it: what was given does not fit. */
const misuse = 2;
const closesWithinMs = 10_000;

const closeAndEnd = (started: Standing, status: number): void => {
  // What hangs may not keep a process that has to be begun anew.
  setTimeout(() => process.exit(1), closesWithinMs).unref();
  started.close().then(
    () => {
      process.exit(status);
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
};

/**
 * Starts, says in one line where it answers, and stays until told to stop, or until it is of no use any more: then it ends with status
 * 1, to be begun anew. A start that is refused ends with its sentence.
 */
export const runUntilTold = async (start: () => Promise<Standing>): Promise<void> => {
  let started: Standing;
  try {
    started = await start();
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = misuse;
    return;
  }
  let stopping = false;
  const stop = (status: number): void => {
    if (stopping) return;
    stopping = true;
    closeAndEnd(started, status);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stop(0);
    });
  void started.failed.then((why) => {
    process.stderr.write(`${started.name} ends: ${why}\n`);
    stop(1);
  });
  const messages = started.mllp === undefined ? '' : ` and takes HL7 messages at ${started.mllp}`;
  process.stdout.write(`${started.name} answers at ${started.url}${messages} (${started.where})\n`);
};
