import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { pagesToken } from '../../../session/tokens.js';
import { counted, date, instant } from '../../../words.js';
import { namesFor } from '../../names.js';
import type { Pages } from '../../pages.js';
import { frameFor } from '../administration-frame.js';
import { closedPracticesOf, patientsOfPractice } from './closed-practices-of.js';

/** The GP practices to which no letter of the trust goes, and how many patients still have each on record. */
@Controller('administration/closed-practices')
@ForRoles('trust-admin', 'letters-clerk')
export class ClosedPracticesPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async show(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const { closed } = await closedPracticesOf(this.pages.copies, who.trust);
    const { nameOf } = await namesFor(this.pages.copies, who.trust);
    const today = this.pages.today();
    const rows = await Promise.all(
      closed.map(async ({ ods, name, closedOn, reason, at, by }) => ({
        ods,
        name,
        closedOn: date(closedOn),
        isToCome: closedOn > today,
        reason,
        recorded: `${instant(at)} by ${nameOf(by)}`,
        patients: counted(await patientsOfPractice(this.pages.copies, who.trust, ods), 'patient'),
      })),
    );
    await this.pages.send(response, {
      template: 'administration/closed-practices/closed-practices.njk',
      title: 'Closed practices',
      ...frameFor(who),
      model: { rows, trust: this.pages.trustName(who.trust) },
    });
  }
}
