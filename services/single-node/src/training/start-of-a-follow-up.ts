import { derivedId } from '@rms/event-sourcing';
import { present } from '@rms/nhs';
import type { Answers } from '@rms/protocols';
import { starterProtocol } from '@rms/protocols/starters';
import type { OwnersDoors } from './owners-doors.js';
import { staffOf } from './staff-of-a-trust.js';
import { teamIds } from './training-teams.js';

const namespace = '3f2a9d0c-5e1b-4a77-8c1d-7a8e5b6c0f02';

/** A follow-up as a training nurse starts it. */
export interface StartToMake {
  readonly nhsNumber: string;
  readonly trust: string;
  readonly protocol: string;
  readonly anchorOn: string;
  readonly answers?: Answers | undefined;
  readonly limit?: { readonly value: number; readonly because: string } | undefined;
}

/** The id under which the pages know a patient. Throws where nobody of that number is registered. */
export const patientId = async (doors: OwnersDoors, { trust, nhsNumber }: Pick<StartToMake, 'trust' | 'nhsNumber'>): Promise<string> => {
  const [found] = await doors.known('patients').find(trust, { nhsNumber });
  if (found === undefined) throw new Error('A demonstration patient was not registered.');
  return found._id;
};

/** Starts a follow-up as the trust's nurse, through the owner's own door. One that is started already stays as it is. */
export const startFollowUp = async (doors: OwnersDoors, start: StartToMake): Promise<void> => {
  const protocol = starterProtocol(start.protocol);
  const { limit } = start;
  await doors.post(
    staffOf(start.trust).nurse,
    { owner: 'pathway', path: `/trusts/${start.trust}/follow-ups` },
    {
      commandId: derivedId(namespace, `start ${start.nhsNumber}`),
      patient: await patientId(doors, start),
      protocol: protocol.protocol,
      version: protocol.version,
      anchorOn: start.anchorOn,
      stream: 'self-management',
      team: teamIds[start.trust]?.nurses,
      ...present({ answers: start.answers }),
      ...(limit === undefined
        ? {}
        : { personalLimit: { value: limit.value, unit: 'ng/mL', agreedBy: 'David Penrose', because: limit.because } }),
    },
  );
};
