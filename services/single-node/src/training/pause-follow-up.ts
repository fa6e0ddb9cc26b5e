import { derivedId } from '@rms/event-sourcing';
import type { Document } from '@rms/read-models';
import type { Happening } from '@rms/synthetic-region';
import type { OwnersDoors } from './owners-doors.js';
import { staffOf } from './staff-of-a-trust.js';
import { patientId } from './start-of-a-follow-up.js';

const namespace = '3f2a9d0c-5e1b-4a77-8c1d-7a8e5b6c0f05';

interface FollowUp extends Document {
  readonly published: number;
}

/** A nurse suspends somebody’s follow-up until a day. One that is suspended already, or over, stays as it is. */
export const pauseFollowUp = async (doors: OwnersDoors, pause: Extract<Happening, { readonly kind: 'pause' }>): Promise<void> => {
  const { at, nhsNumber, trust, reason, reviewOn } = pause;
  const [followUp] = await doors.known<FollowUp>('follow_ups').find(trust, { patient: await patientId(doors, { trust, nhsNumber }) });
  if (followUp === undefined) return;
  await doors.post(
    staffOf(trust).nurse,
    { owner: 'pathway', path: `/trusts/${trust}/follow-ups/${followUp._id}/suspension` },
    { commandId: derivedId(namespace, `suspend ${nhsNumber} at ${at}`), seen: followUp.published, reason, reviewOn },
  );
};
