import type { FollowUpEvent } from './follow-up.facts.js';

const shapes: ReadonlySet<string> = new Set([
  'FollowUpStarted',
  'StartUndone',
  'ResultInterpreted',
  'ReadingWithdrawn',
  'TestFulfilled',
  'TestReopened',
  'ReviewOpened',
  'ReviewWithdrawn',
  'ResultReviewed',
  'TestAdded',
  'RecallRequested',
  'RecallBooked',
  'RecallSettled',
  'FollowUpEnded',
  'FollowUpResumed',
  'FollowUpReassigned',
]);

/** Stored shape → today's. Every stored shape has a fixture in `fixtures/stored/` that must fold for ever. */
export const upcastFollowUp = (type: string, schema: number, data: unknown): FollowUpEvent => {
  if (!shapes.has(type) || schema !== 1) throw new Error(`${type} of schema ${String(schema)} is not known`);
  return { ...(data as object), type } as FollowUpEvent;
};
