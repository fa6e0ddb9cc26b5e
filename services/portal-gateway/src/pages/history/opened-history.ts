import type { ToldEvent } from '@rms/service-kit';
import { personMessages, streamsOfFile, type Facts, type PersonMessages } from '../../history/person-messages.js';
import type { OwnerName, Owners } from '../../owners/owners.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import type { PageResponse, SignedIn } from '../../session/signed-in.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';

/** A patient's history on somebody's screen, the look at it recorded. */
export interface OpenedHistory {
  readonly file: PatientFile;
  readonly who: SignedIn;
  /** Every event in a sentence, in the order it was recorded. */
  readonly told: readonly ToldEvent[];
  /** Owners that did not answer: their sentences are missing. */
  readonly missing: readonly OwnerName[];
  readonly person: PersonMessages;
}
interface Opening {
  readonly who: SignedIn;
  readonly patient: string;
  readonly page: string;
  readonly response: PageResponse;
}

/** Opens a history: the look first, then the sentences from their owners and the published facts. */
export const openHistory = async (
  { pages, owners, facts }: { readonly pages: Pages; readonly owners: Owners; readonly facts: Facts },
  { who, patient, page, response }: Opening,
): Promise<OpenedHistory> => {
  const { file, who: here } = await openFile(pages, who, { patient, page, how: howTheyCame(response.req) });
  const { events, missing } = await owners.history({ trust: here.trust, records: file.records, at: undefined, token: here.token });
  return { file, who: here, told: events, missing, person: await personMessages(streamsOfFile(file), facts) };
};
