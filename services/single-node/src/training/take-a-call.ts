import { derivedId } from '@rms/event-sourcing';
import type { Happening } from '@rms/synthetic-region';
import type { OwnersDoors } from './owners-doors.js';
import { staffOf } from './staff-of-a-trust.js';
import { patientId } from './start-of-a-follow-up.js';

const namespace = '3f2a9d0c-5e1b-4a77-8c1d-7a8e5b6c0f04';

/** Somebody rings the helpline and a support worker writes down what is said. */
export const takeCall = async (doors: OwnersDoors, call: Extract<Happening, { readonly kind: 'call' }>): Promise<void> => {
  const { at, nhsNumber, trust, caller, said, symptoms, urgency } = call;
  await doors.post(
    staffOf(trust).support,
    { owner: 'alerting', path: `/trusts/${trust}/calls` },
    {
      commandId: derivedId(namespace, `${nhsNumber} rings at ${at}`),
      patient: await patientId(doors, { trust, nhsNumber }),
      caller,
      said,
      symptoms,
      urgency,
    },
  );
};
