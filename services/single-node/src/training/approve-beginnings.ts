import { derivedId } from '@rms/event-sourcing';
import type { Document } from '@rms/read-models';
import type { OwnersDoors } from './owners-doors.js';
import { staffOf } from './staff-of-a-trust.js';
import { trainingTrusts } from './training-trusts.js';

const namespace = '3f2a9d0c-5e1b-4a77-8c1d-7a8e5b6c0f06';

interface Letter extends Document {
  readonly published: number;
  readonly letter?: { readonly about: string };
  readonly held?: unknown;
}

/** The clerks approve what tells of the beginning of a follow-up, so that on the first day letters are under way too; results wait. */
export const approveBeginnings = async (doors: OwnersDoors): Promise<void> => {
  for (const trust of Object.keys(trainingTrusts)) {
    const waiting = await doors.known<Letter>('letters').find(trust, { phase: 'to-approve' });
    const chosen = waiting.filter(({ letter, held }) => letter?.about === 'follow-up-started' && held === undefined);
    if (chosen.length === 0) continue;
    await doors.post(
      staffOf(trust).clerk,
      { owner: 'letters', path: `/trusts/${trust}/letters/approvals` },
      {
        letters: chosen.map(({ _id, published }) => ({ letter: _id, commandId: derivedId(namespace, `approve ${_id}`), seen: published })),
      },
    );
  }
};
