import { request } from 'node:http';
import { execute, instantText, randomId, openEmbeddedEventStore, systemClock, type EventStore } from '@rms/event-sourcing';
import { lockDirectory } from '@rms/durable-sqlite';
import { regionWide, present } from '@rms/nhs';
import { access } from '@rms/portal-gateway';
import { runningAt } from './control-address.js';
import { StartRefused } from '@rms/service-kit/embedded';

/** That somebody at the command line read the history: of a patient, or as a whole. */
export interface ReadingToRecord {
  readonly operator: string;
  readonly what: string;
  readonly trust?: string;
  readonly patient?: string;
}

export const recordReading = async (store: EventStore, reading: ReadingToRecord): Promise<void> => {
  const command =
    reading.patient === undefined
      ? ({ type: 'RecordReading', what: reading.what } as const)
      : ({ type: 'RecordLook', patient: reading.patient, page: reading.what, how: 'the command line', refused: false } as const);
  const context = {
    commandId: randomId(),
    actor: { kind: 'operator', id: reading.operator, role: 'operator' } as const,
    trust: reading.trust ?? regionWide,
    correlationId: randomId(),
    ...present({ patient: reading.patient }),
  };
  await execute({ store, now: () => instantText(systemClock.now()) }, access, { id: randomId(), command, context });
};

const answersWithinMs = 5000;

const beside = async (directory: string, reading: ReadingToRecord): Promise<boolean> => {
  const running = runningAt(directory);
  if (running === undefined) return false;
  return new Promise((resolve) => {
    const asked = request({ socketPath: running.socket, method: 'POST', signal: AbortSignal.timeout(answersWithinMs) }, (response) => {
      response.resume();
      resolve(response.statusCode === 204);
    });
    asked.on('error', () => {
      resolve(false);
    });
    asked.end(JSON.stringify(reading));
  });
};

/** Records a reading through the running node, or, when none runs, with the directory's lock in hand. */
export const recordReadingOf = async (directory: string, reading: ReadingToRecord): Promise<void> => {
  if (await beside(directory, reading)) return;
  const release = lockDirectory(directory);
  if (release === undefined)
    throw new StartRefused('The history may not be read now: the reading cannot be recorded, because the running system does not answer.');
  const store = await openEmbeddedEventStore(directory, systemClock);
  await recordReading(store, reading);
  await store.close();
  release();
};
