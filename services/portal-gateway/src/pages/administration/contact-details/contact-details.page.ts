import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { pagesToken } from '../../../session/tokens.js';
import { instant } from '../../../words.js';
import { namesFor } from '../../names.js';
import type { Pages } from '../../pages.js';
import { printedOf } from './contact-details.reading.js';
import { senderCopyOf } from './sender-of.js';

/** How letters of the trust are headed and signed, and whom their readers ring: as it is now, since when and by whose word. */
@Controller('administration/contact-details')
@ForRoles('trust-admin')
export class ContactDetailsPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async show(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const sender = await senderCopyOf(this.pages.copies, who.trust);
    const { nameOf } = await namesFor(this.pages.copies, who.trust);
    const details = sender?.details;
    await this.pages.send(response, {
      template: 'administration/contact-details/contact-details.njk',
      title: 'Contact details on letters',
      section: 'Administration',
      back: { href: '/administration', text: 'Administration' },
      model: {
        trust: this.pages.trustName(who.trust),
        details,
        printed: details === undefined ? [] : printedOf(details),
        since: instant(sender?.at ?? ''),
        by: nameOf(sender?.by ?? ''),
      },
    });
  }
}
