import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { historyFile } from '@rms/event-sourcing';
import { keepingOf } from './directory-files.js';
import { StartRefused } from '../standing/start-refused.js';

const namesIn = (path: string): readonly string[] => (existsSync(path) ? readdirSync(path) : []);
const restsOnTheHistory = (name: string): boolean => name !== 'history.db' && ['database', 'mark'].includes(keepingOf(name) ?? '');

// The history is the first file that a new directory is given: where any other is, it was there.
const hasLivedBefore = (path: string): boolean =>
  namesIn(path).some(restsOnTheHistory) || namesIn(join(path, 'views')).some((name) => name.endsWith('.db'));

const refuse = (path: string, lost: readonly string[]): void => {
  if (lost.length > 0)
    throw new StartRefused(
      `The data directory ${path} (RMS_DATA) has lost ${lost.join(' and ')}. Put it back from a copy before you start.`,
    );
};

/** Refuses a directory without one of the files by which it looks younger than it is: patients would be registered twice, or everything acknowledged be gone. */
export const refuseWhereSomethingIsLost = (path: string, hasBirth: boolean): void => {
  const hasHistory = existsSync(historyFile(path));
  refuse(path, [
    ...(!hasBirth && hasHistory ? ['directory.json'] : []),
    ...(hasHistory && !existsSync(join(path, 'identifiers.secret')) ? ['identifiers.secret'] : []),
    ...(!hasHistory && hasLivedBefore(path) ? ['history.db'] : []),
  ]);
};

/** Refuses to read a directory that has no history. A reading never makes one: an empty history would say that nothing ever happened. */
export const refuseWithoutHistory = (path: string): void => {
  if (existsSync(historyFile(path))) return;
  refuse(path, hasLivedBefore(path) ? ['history.db'] : []);
  throw new StartRefused(`The data directory ${path} (RMS_DATA) has no history.db: nothing has been recorded in it yet.`);
};
