import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { parseCivilDate, showDate, weekdayOf } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { fieldsOf, fieldsOfForm, formError, tooLong, type FilledIn } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { ownDaysOf } from './own-days.js';

/** Taking back a day off of the trust's own: it is worked after all. */
@Controller('administration/holidays/:on/withdraw')
@ForRoles('trust-admin')
export class WithdrawHolidayPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param('on') on: string, @Res() response: PageResponse): Promise<void> {
    await this.#show({ who, on, response }, { values: {}, errors: [], status: 200 });
  }

  @Post()
  async record(@Who() who: SignedIn, @Param('on') on: string, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const { reason = '', commandId = this.pages.newId(), seen } = values;
    const errors = reason === '' ? [formError('reason', 'Enter your reason')] : tooLong('reason', 'Your reason', reason);
    if (errors.length > 0) {
      await this.#show({ who, on, response }, { values, errors, status: 422 });
      return;
    }
    const answer = await this.owners.give('pathway', `/trusts/${who.trust}/holidays/withdrawals`, {
      token: who.token,
      body: { commandId, seen: Number(seen), on, reason },
    });
    if (!answer.done) {
      await this.#show({ who, on, response }, { values, errors: [formError('reason', answer.sentence)], status: answer.status });
      return;
    }
    await goOn(this.pages, response, {
      receipt: answer.receipt,
      said: 'Recorded. The day is worked.',
      to: `/administration/holidays?year=${on.slice(0, 4)}`,
    });
  }

  async #show(
    { who, on, response }: { readonly who: SignedIn; readonly on: string; readonly response: PageResponse },
    form: FilledIn,
  ): Promise<void> {
    const { days, seen } = await ownDaysOf(this.pages.copies, who.trust);
    const day = days.find((each) => each.on === on);
    const date = parseCivilDate(on);
    if (day === undefined || date === undefined) throw new Refused(404, 'not-found', 'Page not found');
    await this.pages.send(response, {
      template: 'administration/holidays/withdraw-holiday.njk',
      title: `Take back ${showDate(date)}`,
      section: 'Administration',
      status: form.status,
      hideFresh: true,
      back: { href: `/administration/holidays?year=${on.slice(0, 4)}`, text: 'Holidays' },
      model: {
        name: day.name,
        date: `${weekdayOf(date)} ${showDate(date)}`,
        seen: form.values['seen'] ?? seen,
        commandId: form.values['commandId'] ?? this.pages.newId(),
        ...fieldsOfForm(form),
      },
    });
  }
}
