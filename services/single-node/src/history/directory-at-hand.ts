import { existsSync } from 'node:fs';
import { EmbeddedHistoryReader, readHistory, systemClock, type StoredEvent } from '@rms/event-sourcing';
import { intakeFile, openIntakeForReading, type MessageOutcome } from '@rms/intake';
import { birthWithHistory } from '@rms/service-kit/embedded';
import { ClinicalClock } from '../clock/clinical-clock.js';
import { sentWithoutTheirPage } from '../backup/examine-pages.js';
import { besideADirectory } from '../directory/beside-a-directory.js';
import { recordReadingOf } from '../directory/record-reading.js';
import type { HistoryAtHand } from './history-at-hand.js';

// Read as it is asked for, so that of a history damaged in the middle everything before the damage is told.
export async function* asAsked<T>(each: Iterable<T>): AsyncIterable<T> {
  for (const one of each) yield await Promise.resolve(one);
}

/** The history of a data directory, beside a running system or without one. Refuses a directory that has none. */
export const directoryAtHand = (data: string): HistoryAtHand => {
  birthWithHistory(data);
  const store = new EmbeddedHistoryReader(data);
  return {
    store,
    read: (after): AsyncIterable<StoredEvent> => asAsked(readHistory(data, after)),
    recordReading: (reading) => recordReadingOf(data, reading),
    clinicalTime: async () => (await ClinicalClock.of(store, systemClock)).now(),
    outcomes: (): AsyncIterable<MessageOutcome> => (existsSync(intakeFile(data)) ? openIntakeForReading(data) : asAsked([])),
    beside: besideADirectory(data),
    withoutTheirPage: (sent) => Promise.resolve(sentWithoutTheirPage(data, sent)),
    close: () => {
      store.close();
      return Promise.resolve();
    },
  };
};
