import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { normaliseName } from '@rms/nhs';
import type { Filter } from '@rms/read-models';
import { followUps, type FollowUpCopy } from '../../copies/follow-ups.projection.js';
import { patients, type PatientCopy } from '../../copies/patients.projection.js';
import { ForRoles, patientReaders, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import { identityOf } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import type { Pages } from '../pages.js';
import { readSearch, type Search } from './search.reading.js';

const most = 20;
const stateWords = ({ died }: PatientCopy, cancer: readonly string[]): string => {
  if (died) return 'Died';
  return cancer.length === 0 ? 'Not in follow-up' : `In follow-up: ${cancer.join(', ').toLowerCase()}`;
};

const isLiving = ({ retiredInto, registered }: PatientCopy): boolean => retiredInto === undefined && registered;

/** Finding a patient of one's own trust by NHS number, or by name and date of birth. */
@Controller('patients')
@ForRoles(...patientReaders)
export class FindPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async find(@Who() who: SignedIn, @Query('q') q: string | undefined, @Res() response: PageResponse): Promise<void> {
    const search = q === undefined || q.trim() === '' ? undefined : readSearch(q);
    const found = search === undefined || search.kind === 'not-understood' ? [] : await this.#search(who, search);
    for (const { patient } of found)
      await this.pages.looks.record(
        { ...who, trust: patient.trust },
        { patient: patient._id, page: 'the list of patients found', how: 'a search' },
      );
    const today = this.pages.today();
    await this.pages.send(response, {
      template: 'find/find.njk',
      title: 'Find a patient',
      section: 'Patients',
      model: {
        q: q ?? '',
        search,
        tooMany: found.length >= most,
        found: found.map(({ patient, his, cancer }) => ({
          identity: identityOf(bannerOf(patient, his), today),
          where: [...(patient.demographics.address?.lines ?? []), patient.demographics.gpPractice?.name]
            .filter((part) => part !== undefined)
            .join(', '),
          state: stateWords(patient, cancer),
          inFollowUp: cancer.length > 0,
        })),
        mayStart: who.person.roles.includes('clinical-nurse-specialist') || who.person.roles.includes('consultant'),
      },
    });
  }

  async #search(
    who: SignedIn,
    search: Exclude<Search, { readonly kind: 'not-understood' }>,
  ): Promise<readonly { readonly patient: PatientCopy; readonly his: readonly FollowUpCopy[]; readonly cancer: readonly string[] }[]> {
    const found: PatientCopy[] = [];
    for (const trust of who.person.trusts) found.push(...(await this.#inTrust(trust, search)));
    return Promise.all(
      found.slice(0, most).map(async (patient) => {
        const his = await this.pages.copies.of(followUps).find(patient.trust, { patient: patient._id, phase: 'active' });
        return { patient, his, cancer: his.map((one) => one.cancer) };
      }),
    );
  }

  async #inTrust(trust: string, search: Exclude<Search, { readonly kind: 'not-understood' }>): Promise<readonly PatientCopy[]> {
    // A record that was merged away keeps its numbers and names; the patient is found under the one that lives.
    const livingWith = async (filter: Filter): Promise<readonly PatientCopy[]> =>
      (await this.pages.copies.of(patients).find(trust, filter)).filter(isLiving);
    if (search.kind === 'nhs-number') {
      const direct = await livingWith({ nhsNumber: search.nhsNumber });
      return direct.length > 0
        ? direct
        : livingWith({ 'demographics.formerIds': { $elemMatch: { authority: 'NHS', id: search.nhsNumber } } });
    }
    const family = search.family === '' ? {} : { family: { $gte: search.family, $lt: `${search.family}~` } };
    const born = search.born === '' ? {} : { bornOn: { $gte: search.born, $lt: `${search.born}~` } };
    const named = await livingWith({ ...family, ...born });
    const found =
      search.given === '' ? named : named.filter((patient) => normaliseName(patient.demographics.name.given).startsWith(search.given));
    return found.length === 0 && search.eitherOrder
      ? this.#inTrust(trust, { ...search, family: search.given, given: search.family, eitherOrder: false })
      : found;
  }
}
