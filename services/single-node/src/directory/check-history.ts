import {
  ChainCheck,
  HeadCheck,
  StoreUnavailable,
  type Finding,
  type HeadFinding,
  type HeadsFile,
  type StoredEvent,
} from '@rms/event-sourcing';
import type { HistoryAtHand } from '../history/history-at-hand.js';

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

// What holds the history is damaged: that is what this is there to find. One that does not answer is no finding.
const damageAt = (position: number, stream: string, error: unknown): Finding => {
  if (error instanceof StoreUnavailable) throw error;
  const what = `cannot be read on: ${error instanceof Error ? error.message : String(error)}`;
  return { position, stream, revision: -1, rule: 'cannot-be-read', what };
};

/** Checks a whole history against itself, what lies beside it, and heads from outside. */
export const checkHistory = async (
  { read, beside }: Pick<HistoryAtHand, 'read' | 'beside'>,
  { outside = [], key, onEvent }: WhatToCheck = {},
): Promise<HistoryChecked> => {
  const chain = new ChainCheck();
  const held = new HeadCheck([...outside, ...beside.heads()], key ?? beside.key());
  const findings: Finding[] = [];
  try {
    for await (const event of read()) {
      findings.push(...chain.check(event));
      held.check(event);
      onEvent?.(event, chain.events);
    }
    findings.push(...beside.furtherOn());
  } catch (error) {
    findings.push(damageAt(chain.events + 1, beside.name, error));
  }
  return { events: chain.events, streams: chain.streams, heads: held.heads, findings, headFindings: held.end() };
};
