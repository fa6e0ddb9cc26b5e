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

/** What lies beside the history of a directory and says something of it. */
export const besideADirectory = (directory: string): HistoryAtHand['beside'] => ({
  name: 'history.db',
  heads: () => [{ file: 'heads.jsonl', text: ownHeads(directory) }],
  key: () => (existsSync(publicKeyFile(directory)) ? keyInPem(readFileSync(publicKeyFile(directory), 'utf8')) : undefined),
  furtherOn: () => whatIsFurtherOn(directory),
});
