import { setTimeout as pause } from 'node:timers/promises';
import { partitionKeyOf, type Delivery } from '../message.js';
import type { PublishedHistory } from '../published-history.js';
import type { Part } from './assignment.js';
import { partitionOf } from './partition-of.js';

const page = 1000;

export interface CatchUp {
  readonly history: PublishedHistory;
  /** The partitions that are behind; what belongs to others is left to them. */
  readonly parts: readonly Part[];
  /** Answers whether it has been dealt with. */
  readonly bring: (delivery: Delivery) => Promise<boolean>;
  readonly onDealtWith: () => Promise<void>;
  readonly isWanted: () => boolean;
  /** Told each time that the owner could not be asked. */
  readonly onAway: (error: unknown) => void;
  readonly pauseMs: number;
}

type Page = Awaited<ReturnType<PublishedHistory['since']>>;

const keyOf = (delivery: Delivery): string => ('message' in delivery ? partitionKeyOf(delivery.message) : delivery.unreadable.stream);
const positionOf = (delivery: Delivery): number => ('message' in delivery ? delivery.message.position : delivery.unreadable.position);

/** The next page, however long its owner is away; nothing where it is no longer wanted. */
const asked = async ({ history, parts, isWanted, onAway, pauseMs }: CatchUp, at: number): Promise<Page | undefined> => {
  while (isWanted()) {
    try {
      const next = await history.since(at, page);
      for (const part of parts) part.waitsForOwner = false;
      return next;
    } catch (error) {
      for (const part of parts) part.waitsForOwner = true;
      onAway(error);
      await pause(pauseMs);
    }
  }
  return undefined;
};

const bringPage = async ({ parts, bring, onDealtWith }: CatchUp, { deliveries }: Page): Promise<boolean> => {
  for (const delivery of deliveries) {
    const partition = partitionOf(keyOf(delivery));
    const part = parts.find((each) => each.partition === partition);
    if (part === undefined || positionOf(delivery) <= part.through) continue;
    if (!(await bring(delivery))) return false;
    part.through = positionOf(delivery);
    await onDealtWith();
  }
  return true;
};

/**
 * Brings what its owner published to some partitions after what they have dealt with, reactions included, to the end of his history.
 * Answers whether it got there; not, where it was no longer wanted.
 */
export const catchUp = async (order: CatchUp): Promise<boolean> => {
  let at = Math.min(...order.parts.map(({ through }) => through));
  for (;;) {
    const next = await asked(order, at);
    if (next === undefined || !(await bringPage(order, next))) return false;
    at = next.through;
    for (const part of order.parts) part.through = Math.max(part.through, at);
    if (next.atEnd) return true;
  }
};
