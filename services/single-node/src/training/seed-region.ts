import type { StartedNode } from '../node/start-node.js';
import { approveBeginnings } from './approve-beginnings.js';
import { liveThroughTheRegion } from './live-through-the-region.js';
import { hostOf } from './host.js';
import { OwnersDoors } from './owners-doors.js';
import { isSeeded, seedCast, type Progress } from './seed-cast.js';

/** Does one part of a long beginning, and tells how far it has come. */
export type InProgress = (what: string, work: (onProgress: Progress) => Promise<void>) => Promise<void>;

/**
 * Brings a directory to life, once: three years of the region where it is to have them, and today's news of those who are told of
 * by name. Safe to break off.
 */
export const seedRegion = async (node: StartedNode, inProgress: InProgress): Promise<void> => {
  const { path, birth } = node.directory;
  if (isSeeded({ path })) return;
  if (birth.seed === 'demo')
    await inProgress('Living through three years of the region, days', (onProgress) => liveThroughTheRegion(node, onProgress));
  await inProgress('Sending the messages of those told of by name', (onProgress) => seedCast(node, onProgress));
  if (birth.seed !== 'demo') return;
  await approveBeginnings(new OwnersDoors(hostOf(node)));
  await node.quiet();
};
