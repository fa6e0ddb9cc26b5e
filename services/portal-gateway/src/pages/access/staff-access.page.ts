import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { regionWide } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import { accesses, type AccessCopy } from '../../copies/others.projection.js';
import { patients } from '../../copies/patients.projection.js';
import { staff, type StaffCopy } from '../../copies/staff.projection.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import { identityOf } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { fieldsOf } from '../form.js';
import { pagingOf } from '../paging.js';
import type { Pages } from '../pages.js';
import { lookRow, staffFound, staffRow, type LookRow } from './staff-access.model.js';

const pageOfLooks = 50;
const most = 50;

/** What a member of staff has looked at, in the trust that the auditor has chosen, refusals included. */
@Controller('access')
@ForRoles('auditor', 'clinical-safety-officer')
export class StaffAccessPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async find(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const q = fieldsOf(response.req.query)['q'] ?? '';
    const found = staffFound(await this.pages.copies.of(staff).find(regionWide, {}), q);
    const here: { readonly member: StaffCopy; readonly looks: number }[] = [];
    for (const member of found) {
      const looks = await this.#count(who.trust, member.person);
      if (looks > 0 || member.trusts.includes(who.trust)) here.push({ member, looks });
    }
    await this.pages.send(response, {
      template: 'access/find.njk',
      title: 'Access log',
      section: 'Access log',
      model: {
        q,
        place: this.pages.trustName(who.trust),
        total: here.length,
        rows: here.slice(0, most).map(({ member, looks }) => staffRow(member, looks, who.trust)),
      },
    });
  }

  @Get(':person')
  async looks(@Who() who: SignedIn, @Param('person') person: string, @Res() response: PageResponse): Promise<void> {
    const [member] = await this.pages.copies.of(staff).find(regionWide, { person });
    const total = await this.#count(who.trust, person);
    if (member === undefined || (total === 0 && !member.trusts.includes(who.trust))) throw new Refused(404, 'not-found', 'Page not found');
    await this.pages.looks.recordLogReading(who, person);
    const paging = pagingOf(fieldsOf(response.req.query)['page'], total, pageOfLooks);
    const looks = await this.pages.copies
      .of(accesses)
      .find(who.trust, { by: `person:${person}` }, { sort: { at: -1 }, skip: paging.skip, limit: pageOfLooks });
    await this.pages.send(response, {
      template: 'access/person.njk',
      title: `What ${member.name} looked at`,
      section: 'Access log',
      back: { href: '/access', text: 'Access log' },
      model: {
        member: staffRow(member, total, who.trust),
        place: this.pages.trustName(who.trust),
        paging,
        looks: await this.#rows(who, looks),
      },
    });
  }

  #count(trust: string, person: string): Promise<number> {
    return this.pages.copies.of(accesses).count(trust, { by: `person:${person}` });
  }

  // Whoever reads who was looked at sees those patients too, and that is a look like any other.
  async #rows(who: SignedIn, looks: readonly AccessCopy[]): Promise<readonly LookRow[]> {
    const names = new Map<string, string>();
    for (const id of new Set(looks.map((look) => look.patient))) {
      const patient = await this.pages.copies.of(patients).get(who.trust, id);
      if (patient === undefined) continue;
      await this.pages.looks.record(who, { patient: id, page: 'the access log of a member of staff', how: 'the access log' });
      names.set(id, identityOf(bannerOf(patient, []), this.pages.today()).name);
    }
    return looks.map((look) => lookRow(look, names.get(look.patient)));
  }
}
