import { existsSync, readFileSync } from 'node:fs';
import {
  ChainCheck,
  HeadCheck,
  keyInPem,
  readHistory,
  type Finding,
  type HeadFinding,
  type HeadsFile,
  type StoredEvent,
} from '@rms/event-sourcing';
import { furtherThanTheHistory } from '@rms/service-kit/embedded';
import { ownHeads, publicKeyFile } from '../sealing/heads-file.js';

/** A damaged file is a finding too, and the last. */
export interface HistoryChecked {
  readonly events: number;
  readonly streams: number;
  readonly heads: number;
  readonly findings: readonly Finding[];
  readonly headFindings: readonly HeadFinding[];
}

export interface WhatToCheck {
  /** Heads that somebody has kept elsewhere. */
  readonly outside?: readonly HeadsFile[];
  /** The public key they must be signed by, as heads name it; else the one that lies in the directory. */
  readonly key?: string;
  readonly onEvent?: (event: StoredEvent, done: number) => void;
}

const own = (directory: string): HeadsFile => ({ file: 'heads.jsonl', text: ownHeads(directory) });
const ownKey = (directory: string): string | undefined =>
  existsSync(publicKeyFile(directory)) ? keyInPem(readFileSync(publicKeyFile(directory), 'utf8')) : undefined;

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

/** Checks the whole history of a directory against itself, the files and the heads that lie beside it, and heads from outside. */
export const checkHistory = (directory: string, { outside = [], key, onEvent }: WhatToCheck = {}): HistoryChecked => {
  const chain = new ChainCheck();
  const held = new HeadCheck([...outside, own(directory)], key ?? ownKey(directory));
  const findings: Finding[] = [];
  try {
    for (const event of readHistory(directory)) {
      findings.push(...chain.check(event));
      held.check(event);
      onEvent?.(event, chain.events);
    }
    findings.push(...whatIsFurtherOn(directory));
  } catch (error) {
    // The file itself is damaged: that is what this is there to find.
    findings.push({
      position: chain.events + 1,
      stream: 'history.db',
      revision: -1,
      rule: 'cannot-be-read',
      what: `cannot be read on: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  return { events: chain.events, streams: chain.streams, heads: held.heads, findings, headFindings: held.end() };
};
