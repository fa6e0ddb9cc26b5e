import { existsSync, readFileSync } from 'node:fs';
import { keyInPem, type Finding } from '@rms/event-sourcing';
import { furtherThanTheHistory } from '@rms/service-kit/embedded';
import type { HistoryAtHand } from '../history/history-at-hand.js';
import { ownHeads, publicKeyFile } from '../sealing/heads-file.js';

// Signed heads are held against the history one by one; what else lies beside it and is further on is told here.
const whatIsFurtherOn = (directory: string): readonly Finding[] => {
  const { last, marks } = furtherThanTheHistory(directory);
  return marks
    .filter((what) => !what.startsWith('a head '))
    .map((what) => ({
      position: last,
      stream: 'history.db',
      revision: -1,
      rule: 'history-too-short',
      what: `the history ends here, and ${what}`,
    }));
};

/** The signed heads that lie in a folder, and the key they must be signed by. */
export const headsIn = (folder: string): Pick<HistoryAtHand['beside'], 'heads' | 'key'> => ({
  heads: () => [{ file: 'heads.jsonl', text: ownHeads(folder) }],
  key: () => (existsSync(publicKeyFile(folder)) ? keyInPem(readFileSync(publicKeyFile(folder), 'utf8')) : undefined),
});

/** What lies beside the history of a directory and says something of it. */
export const besideADirectory = (directory: string): HistoryAtHand['beside'] => ({
  name: 'history.db',
  ...headsIn(directory),
  furtherOn: () => whatIsFurtherOn(directory),
});
