import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { teams } from '../../copies/others.projection.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import { civil, date, identityOf } from '../../words.js';
import { caseload, type Case } from '../../worklist/caseload.view.js';
import { ownerWords } from '../../worklist/owner-words.model.js';
import type { Pages } from '../pages.js';
import { casesOnAPage, filterOf, optionsOf, readCaseload } from './caseload.reading.js';

/** Everybody whom a team follows, with what comes next, when, and whose it is. */
@Controller('caseload')
@ForRoles('clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator')
export class CaseloadPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async show(@Who() who: SignedIn, @Query() query: Readonly<Record<string, unknown>>, @Res() response: PageResponse): Promise<void> {
    const known = await this.pages.copies.of(teams).find(who.trust, {});
    const own = known.filter((team) => team.members.includes(who.person.subject) && team.receives.includes('reviews'));
    const asked = readCaseload(
      query,
      known.map((team) => team._id),
      own.map((team) => team._id),
    );
    const filter = filterOf(asked);
    const cases = this.pages.views.of(caseload);
    const total = await cases.count(who.trust, filter);
    const shown = await cases.find(who.trust, filter, optionsOf(asked));
    const { nameOf, teamName } = await this.pages.contextFor(who);
    const names = { subject: who.person.subject, nameOf: (person: string) => nameOf(`person:${person}`) };
    await this.pages.send(response, {
      template: 'caseload/caseload.njk',
      title: 'Caseload',
      section: 'Caseload',
      model: {
        asked,
        teams: known.filter((team) => team.receives.includes('reviews')),
        total,
        from: (asked.page - 1) * casesOnAPage + 1,
        to: Math.min(total, asked.page * casesOnAPage),
        hasMore: asked.page * casesOnAPage < total,
        rows: shown.map((one) => this.#row(one, { names, teamName })),
      },
    });
  }

  #row(one: Case, { names, teamName }: { readonly names: Parameters<typeof ownerWords>[1]; readonly teamName: (team: string) => string }) {
    const today = this.pages.today();
    const next = civil(one.nextOn);
    const owner = { teamName: one.teamName === '' ? teamName(one.team) : one.teamName, person: one.owner, role: '' };
    return {
      identity: one.banner === undefined ? undefined : identityOf(one.banner, today),
      title: one.title,
      next: one.next,
      on: one.nextOn === '' ? 'No date' : date(one.nextOn),
      late: next !== undefined && next < today,
      tasks: one.openTasks,
      nothing: one.heldBy === 'nothing',
      owner: ownerWords({ owner, escalations: [] }, names).owner,
      cover: one.cover === '' ? undefined : names.nameOf(one.cover),
    };
  }
}
