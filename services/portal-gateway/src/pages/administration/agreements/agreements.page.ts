import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { Refused, type ToldEvent } from '@rms/service-kit';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { instant } from '../../../words.js';
import { namesFor } from '../../names.js';
import type { Pages } from '../../pages.js';
import { agreementOf, agreementsOf, maySpeakFor } from './agreements-of.js';

/** What is agreed with each sender, and who agreed it when. */
@Controller('administration/feeds')
@ForRoles('trust-admin', 'platform-admin')
export class AgreementsPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async list(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const own = await agreementsOf(this.pages.copies, who);
    await this.pages.send(response, {
      template: 'administration/agreements/agreements.njk',
      title: 'Feed agreements',
      section: 'Administration',
      back: { href: '/administration', text: 'Administration' },
      model: {
        feeds: own.map(({ _id, agreement }) => ({
          id: _id,
          name: agreement.name,
          sends: agreement.sends,
          facilities: agreement.anyFacility ? 'Any that no other feed names' : agreement.facilities.join(', '),
          trusts: agreement.trusts.map((ods) => this.pages.trustName(ods)).join(', '),
          mayRegister: agreement.mayRegister ? 'Yes' : 'No',
        })),
      },
    });
  }

  @Get(':feed')
  async one(@Who() who: SignedIn, @Param('feed') feed: string, @Res() response: PageResponse): Promise<void> {
    const found = await agreementOf(this.pages.copies, who, feed);
    if (found === undefined) throw new Refused(404, 'not-found', 'Page not found');
    const { agreement } = found;
    const told = await this.owners.ask<{ readonly events: readonly ToldEvent[] }>(
      'registration',
      `/trusts/${who.trust}/feeds/${feed}/history`,
      who.token,
    );
    const { nameOf } = await namesFor(this.pages.copies, who.trust);
    await this.pages.send(response, {
      template: 'administration/agreements/agreement.njk',
      title: agreement.name,
      section: 'Administration',
      back: { href: '/administration/feeds', text: 'Feed agreements' },
      model: {
        id: feed,
        agreement,
        facilities: agreement.anyFacility ? 'Any that no other feed names (training only)' : agreement.facilities.join(', '),
        trusts: agreement.trusts.map((ods) => `${this.pages.trustName(ods)} (${ods})`).join(', '),
        mayChange: maySpeakFor(who, agreement.trusts),
        history: told?.events
          .toReversed()
          .map(({ recordedAt, actor, sentence }) => ({ when: instant(recordedAt), by: nameOf(actor), sentence })),
      },
    });
  }
}
