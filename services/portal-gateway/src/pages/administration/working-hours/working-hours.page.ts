import { Controller, Get, Inject, Res } from '@nestjs/common';
import { isRole, roleNames } from '@rms/identity';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { pagesToken } from '../../../session/tokens.js';
import { date } from '../../../words.js';
import type { Pages } from '../../pages.js';
import { hoursOf } from './hours-of.js';

/** A role as people say it; nobody where there is none. */
export const onCallName = (role: string | undefined): string => (role === undefined ? 'Nobody' : isRole(role) ? roleNames[role] : role);

/** When the teams of the trust are at work, and who is on call otherwise. */
@Controller('administration/working-hours')
@ForRoles('trust-admin')
export class WorkingHoursPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async show(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const { hours, isUsual, closedOn } = await hoursOf(this.pages.copies, who.trust);
    await this.pages.send(response, {
      template: 'administration/working-hours/working-hours.njk',
      title: 'Working hours',
      section: 'Administration',
      back: { href: '/administration', text: 'Administration' },
      model: { hours, isUsual, onCall: onCallName(hours.onCall), closedOn: closedOn.map(date) },
    });
  }
}
