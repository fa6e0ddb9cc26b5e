import { execute, instantText, randomId, openEmbeddedEventStore, systemClock, type Clock, type EventStore } from '@rms/event-sourcing';
import { lockDirectory } from '@rms/durable-sqlite';
import { regionWide, present } from '@rms/nhs';
import { access } from '@rms/portal-gateway';
import { ClinicalClock } from '../clock/clinical-clock.js';
import { askRunningNode } from './ask-running-node.js';
import { refuseOlderHistory, refuseWithoutHistory } from '@rms/service-kit/embedded';
import { StartRefused } from '@rms/service-kit/standing';

/** That somebody at the command line read the history: of a patient, or as a whole. */
export interface ReadingToRecord {
  readonly operator: string;
  readonly what: string;
  readonly trust?: string;
  readonly patient?: string;
}

export const recordReading = async (store: EventStore, clock: Clock, reading: ReadingToRecord): Promise<void> => {
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
  await execute({ store, now: () => instantText(clock.now()) }, access, { id: randomId(), command, context });
};

const beside = async (directory: string, reading: ReadingToRecord): Promise<boolean> => {
  const answer = await askRunningNode(directory, '/reading', reading);
  if (answer === undefined) return false;
  for await (const { recorded } of answer as AsyncIterable<{ readonly recorded?: boolean }>) if (recorded === true) return true;
  return false;
};

/** Records a reading through the running node, or, when none runs, with the directory's lock in hand. */
export const recordReadingOf = async (directory: string, reading: ReadingToRecord): Promise<void> => {
  if (await beside(directory, reading)) return;
  const release = lockDirectory(directory);
  if (release === undefined)
    throw new StartRefused('The history may not be read now: the reading cannot be recorded, because the running system does not answer.');
  try {
    refuseWithoutHistory(directory);
    refuseOlderHistory(directory);
    const store = await openEmbeddedEventStore(directory, systemClock);
    try {
      await recordReading(store, await ClinicalClock.of(store, systemClock), reading);
    } finally {
      await store.close();
    }
  } finally {
    release();
  }
};
