import { Controller, Get, Inject, Res } from '@nestjs/common';
import { hasRole } from '@rms/identity';
import { workingHours } from '../../copies/others.projection.js';
import { ForRoles, Who, workers, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import { workItems } from '../../worklist/work-items.view.js';
import type { Pages } from '../pages.js';
import { leadOf, peopleOf } from './people.js';
import { workWords } from './work-words.js';

/** Who is in which team, who leads it, who is away and who acts meanwhile. */
@Controller('teams')
@ForRoles(...workers)
export class TeamsPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async show(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const { teams, colleagues, nameOf } = await peopleOf(this.pages, who.trust);
    const nameIfAny = (person: string | undefined): string | undefined => (person === undefined ? undefined : nameOf(person));
    const open = await this.pages.views.of(workItems).find(who.trust, {});
    const [agreed] = await this.pages.copies.of(workingHours).find(who.trust, {});
    const inATeam = new Set(teams.flatMap((team) => team.members));
    await this.pages.send(response, {
      template: 'teams/teams.njk',
      title: 'Teams',
      section: 'Teams',
      model: {
        admin: hasRole(who.person, 'trust-admin'),
        hours: agreed?.agreed,
        teams: teams.map((team) => ({
          id: team._id,
          name: team.name,
          lead: nameIfAny(leadOf(team, colleagues)),
          work: team.receives.map((kind) => workWords[kind] ?? kind),
          open: open.filter((item) => item.team === team._id).length,
          members: colleagues.filter((one) => team.members.includes(one.person)),
        })),
        others: colleagues.filter((one) => !inATeam.has(one.person)),
        nowhere: open.filter((item) => item.team === '').length,
        total: open.length,
      },
    });
  }
}
