import { closeSync, existsSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { exportLines, type ExportAbout, type StoredEvent } from '@rms/event-sourcing';
import { parseNhsNumber } from '@rms/nhs';
import { operatorFrom } from '../config.js';
import { wholeHistory } from '../history/history-at-hand.js';
import { withHistory } from '../history/open-history.js';
import { finish, tell } from './output.js';
import type { ReadOptions } from './outcomes.command.js';
import { recordsWith, streamsAbout, type Found } from './records-of-a-patient.js';

export interface ExportOptions extends ReadOptions {
  readonly patient: string;
  readonly trust: string;
  readonly to?: string;
}

const numberFrom = (text: string): string => {
  const number = parseNhsNumber(text);
  if (!number.ok) throw new TypeError(`--patient must be an NHS number; "${text}" is not (${number.rule.replaceAll('-', ' ')})`);
  return number.value;
};

const openOut = (file: string | undefined): { readonly write: (text: string) => void; readonly close: () => void } => {
  if (file === undefined)
    return {
      write: (text) => {
        process.stdout.write(text);
      },
      close: () => undefined,
    };
  const out = openSync(file, 'wx', 0o600);
  return {
    write: (text) => {
      writeSync(out, text);
    },
    close: () => {
      fsyncSync(out);
      closeSync(out);
    },
  };
};

const write = (about: ExportAbout, events: readonly StoredEvent[], to: string | undefined): void => {
  const out = openOut(to);
  for (const line of exportLines(about, events)) out.write(line);
  out.close();
};

const holderOf = (history: readonly StoredEvent[], nhsNumber: string, trust: string): Found | undefined =>
  recordsWith(history, nhsNumber).find((one) => one.trust === trust);

// A file that is there already may be somebody’s evidence: it is never written over.
const refuseAFileThatIsThere = (file: string | undefined): void => {
  if (file !== undefined && existsSync(file)) throw new TypeError(`--to must be a file that is not there yet; there is one at "${file}"`);
};

const exported = (history: readonly StoredEvent[], asked: { readonly nhsNumber: string; readonly known: Found; readonly by: string }) => {
  const { nhsNumber, known, by } = asked;
  const { patient, records } = holderOf(history, nhsNumber, known.trust) ?? known;
  const events = streamsAbout(history, { trust: known.trust, patient, records });
  // The newest event about him is that he is exported now.
  const asOf = events.at(-1)?.metadata['recordedAt'] ?? '';
  return { events, about: { trust: known.trust, patient, records, nhsNumber, asOf, by, position: history.at(-1)?.position ?? 0 } };
};

/** Every event of a patient’s streams at one trust, as a file that proves itself. That it was made is recorded first, and is in it. */
export const exportCommand = (options: ExportOptions): Promise<void> =>
  withHistory(options.data, async (history) => {
    const { trust, to } = options;
    const nhsNumber = numberFrom(options.patient);
    refuseAFileThatIsThere(to);
    const known = holderOf(await wholeHistory(history), nhsNumber, trust);
    if (known === undefined) {
      tell(`No patient with this NHS number is known at ${trust}.`);
      finish(1);
      return;
    }
    const operator = operatorFrom();
    await history.recordReading({ operator, what: 'an export of the history', trust, patient: known.patient });
    const { about, events } = exported(await wholeHistory(history), { nhsNumber, known, by: `operator:${operator}` });
    write(about, events, to);
    tell(`${String(events.length)} events up to position ${String(about.position)}. Check them with: rms verify --export ${to ?? 'FILE'}`);
    finish(0);
  });
