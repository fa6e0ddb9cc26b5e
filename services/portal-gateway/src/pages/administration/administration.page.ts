import { Controller, Get, Inject, Res, type Type } from '@nestjs/common';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import type { Pages } from '../pages.js';
import { AgreementsPage } from './agreements/agreements.page.js';
import { ChangeAgreementPage } from './agreements/change-agreement.page.js';
import { areasFor } from './administration.model.js';
import { ClosedPracticesPage } from './closed-practices/closed-practices.page.js';
import { RecordClosurePage } from './closed-practices/record-closure.page.js';
import { TakeBackClosurePage } from './closed-practices/take-back-closure.page.js';
import { ChangeContactDetailsPage } from './contact-details/change-contact-details.page.js';
import { ContactDetailsPage } from './contact-details/contact-details.page.js';
import { DeclareHolidayPage } from './holidays/declare-holiday.page.js';
import { HolidaysPage } from './holidays/holidays.page.js';
import { WithdrawHolidayPage } from './holidays/withdraw-holiday.page.js';
import { ApproveTemplatePage } from './templates/approve-template.page.js';
import { NewVersionPage } from './templates/new-version.page.js';
import { TemplatePage } from './templates/template.page.js';
import { TemplatesPage } from './templates/templates.page.js';
import { AddUserPage } from './users/add-user.page.js';
import { RolesPage } from './users/roles.page.js';
import { UsePage } from './users/use.page.js';
import { UsersPage } from './users/users.page.js';
import { ChangeWorkingHoursPage } from './working-hours/change-working-hours.page.js';
import { WorkingHoursPage } from './working-hours/working-hours.page.js';

/** What there is to administer, for those who have something there. */
@Controller('administration')
@ForRoles('trust-admin', 'platform-admin')
export class AdministrationPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async show(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    await this.pages.send(response, {
      template: 'administration/administration.njk',
      title: 'Administration',
      section: 'Administration',
      hideFresh: true,
      model: { areas: areasFor(who.person.roles), trust: this.pages.trustName(who.trust) },
    });
  }
}

/** Every page of the administration. */
export const administrationPages: readonly Type[] = [
  AdministrationPage,
  AddUserPage,
  RolesPage,
  UsePage,
  UsersPage,
  ChangeAgreementPage,
  AgreementsPage,
  DeclareHolidayPage,
  WithdrawHolidayPage,
  HolidaysPage,
  ChangeContactDetailsPage,
  ContactDetailsPage,
  RecordClosurePage,
  TakeBackClosurePage,
  ClosedPracticesPage,
  ApproveTemplatePage,
  NewVersionPage,
  TemplatePage,
  TemplatesPage,
  ChangeWorkingHoursPage,
  WorkingHoursPage,
];
