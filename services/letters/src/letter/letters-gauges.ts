import type { DocumentStore } from '@rms/read-models';
import { gaugeByTrust } from '@rms/service-kit';
import type { Gauge } from '@rms/telemetry';
import { ownLetters, type LetterCopy } from './letters-of-a-follow-up.projection.js';

const notLeft = { phase: { $in: ['owed', 'to-approve', 'approved'] } };

/** What whoever watches over letters should see: whether people are told what they are owed, trust by trust. */
export const lettersGauges = async (documents: DocumentStore): Promise<readonly Gauge[]> => {
  const trusts = await documents.trustsOf(ownLetters.name);
  const counted = (name: string, help: string, filter: object): Promise<Gauge> =>
    gaugeByTrust({ name, help }, trusts, (trust) => documents.collection<LetterCopy>(ownLetters.name).count(trust, { ...filter }));
  return Promise.all([
    counted('rms_letters_owed', 'Letters that somebody is owed and that have not left.', notLeft),
    counted('rms_letters_owed_late', 'Letters that somebody is owed and that have not left, past the date of the step they wait for.', {
      ...notLeft,
      isLate: true,
    }),
    counted(
      'rms_letters_proof_late',
      'Letters that have left, and of which it is not known in time that they are on their way or arrived.',
      {
        phase: { $in: ['handed-over', 'dispatched'] },
        isLate: true,
      },
    ),
  ]);
};
