import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { pagesToken } from '../../../session/tokens.js';
import type { Pages } from '../../pages.js';
import { holidayRows, isYearKnown, yearAsked, yearsBeside } from './holiday-rows.model.js';
import { ownDaysOf } from './own-days.js';

/** The days on which the trust does not work: England's bank holidays beside its own. */
@Controller('administration/holidays')
@ForRoles('trust-admin')
export class HolidaysPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async show(@Who() who: SignedIn, @Query('year') asked: unknown, @Res() response: PageResponse): Promise<void> {
    const today = this.pages.today();
    const year = yearAsked(asked, today);
    const { days } = await ownDaysOf(this.pages.copies, who.trust);
    const rows = holidayRows(year, days, today);
    await this.pages.send(response, {
      template: 'administration/holidays/holidays.njk',
      title: `Holidays of ${String(year)}`,
      section: 'Administration',
      back: { href: '/administration', text: 'Administration' },
      model: {
        year,
        rows,
        own: rows.filter(({ whose }) => whose === 'Your trust').length,
        england: rows.filter(({ whose }) => whose === 'England').length,
        beside: yearsBeside(year),
        isKnown: isYearKnown(year),
        isFarOff: year > Number(today.slice(0, 4)) + 1,
      },
    });
  }
}
