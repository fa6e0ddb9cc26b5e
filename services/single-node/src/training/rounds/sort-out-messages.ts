import type { Document } from '@rms/read-models';
import { commandOf, type AtWork, type Item } from './at-work.js';

interface Problem extends Document {
  readonly published: number;
  readonly open: boolean;
}

/** A coordinator asks the sender about a message that waits, and sets it aside once the right one has come. */
export const sortOutMessage = async (at: AtWork, item: Item): Promise<void> => {
  const { doors, trust, staff } = at;
  const owner = item.settledBy === 'registration' ? 'registration' : 'results';
  const problem = await doors.known<Problem>(`${owner}_quarantine`).get(trust, item.about);
  if (problem?.open !== true) return;
  await doors.post(
    staff.coordinator,
    { owner, path: `/trusts/${trust}/quarantine/${item.about}` },
    {
      commandId: commandOf(at, 'sort out', item.about),
      seen: problem.published,
      decision: 'set-aside',
      reason: 'Two sheets were mixed up. The sender was asked and has sent the right one.',
    },
  );
};
