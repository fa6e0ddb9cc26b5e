import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { holidaysOf } from '@rms/service-kit';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft, typedOrBack } from '../../drafts.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn, type FormError } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { daysDeclared, readHoliday, type HolidayTyped } from './holiday.reading.js';
import { ownDaysOf } from './own-days.js';

const backToHolidays = { href: '/administration/holidays', text: 'Holidays' };
// A refusal of the owner as the field that it is about.
const fieldOfRefusal: Readonly<Record<string, readonly [field: string, anchor: string]>> = {
  'name-needed': ['name', 'name'],
  'holiday-reason-needed': ['reason', 'reason'],
  'end-before-start': ['to', 'to-day'],
  'too-many-days': ['to', 'to-day'],
};

/** Declaring days on which the trust's clinics are closed, in two steps: the form, then what it will do. */
@Controller('administration/holidays/new')
@ForRoles('trust-admin')
export class DeclareHolidayPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const draft = draftOf(response.req, draftAskedFor(response.req), this.#purpose(who));
    await this.#show(who, response, { values: draft?.values ?? {}, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const read = readHoliday(values);
    const errors = read.ok ? await this.#errorsBeside(who, read.typed) : read.errors;
    if (errors.length > 0) {
      await this.#show(who, response, { values, errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { ...this.#purpose(who), values }, () => this.pages.newId());
    response.redirect(303, `/administration/holidays/new/${draft}`);
  }

  @Get(':draft')
  async check(@Who() who: SignedIn, @Param('draft') id: string, @Res() response: PageResponse): Promise<void> {
    const found = this.#draft(who, response, id);
    if (found === undefined) return;
    await this.pages.send(response, {
      template: 'administration/holidays/declare-holiday-check.njk',
      title: 'Check before you record these days',
      section: 'Administration',
      hideFresh: true,
      back: { href: `/administration/holidays/new?draft=${id}`, text: 'Declare days off' },
      model: { typed: found.typed, days: await this.#days(who, found.typed), trust: this.pages.trustName(who.trust) },
    });
  }

  @Post(':draft')
  async record(@Who() who: SignedIn, @Param('draft') id: string, @Res() response: PageResponse): Promise<void> {
    const found = this.#draft(who, response, id);
    if (found === undefined) return;
    const { draft, typed } = found;
    const answer = await this.owners.give('pathway', `/trusts/${who.trust}/holidays`, {
      token: who.token,
      body: { commandId: draft.commandId, seen: Number(draft.values['seen']), ...typed },
    });
    if (!answer.done) {
      const [field, anchor] = fieldOfRefusal[answer.code] ?? ['from', 'from-day'];
      const { seen: _, ...values } = draft.values;
      await this.#show(who, response, { values, errors: [formError(field, answer.sentence, anchor)], status: answer.status });
      return;
    }
    dropDraft(response.req, id);
    await goOn(this.pages, response, {
      receipt: answer.receipt,
      said: 'Recorded. Deadlines set from now on pass over these days.',
      to: `/administration/holidays?year=${typed.from.slice(0, 4)}`,
    });
  }

  #purpose({ trust }: SignedIn): Pick<Draft, 'kind' | 'about'> {
    return { kind: 'holiday', about: trust };
  }

  #draft(who: SignedIn, response: PageResponse, id: string): { readonly draft: Draft; readonly typed: HolidayTyped } | undefined {
    return typedOrBack(response, { id, purpose: this.#purpose(who), back: '/administration/holidays', read: readHoliday });
  }

  async #days({ trust }: SignedIn, typed: HolidayTyped): Promise<readonly string[]> {
    return daysDeclared(typed, await holidaysOf(this.pages.copies, trust));
  }

  async #errorsBeside(who: SignedIn, typed: HolidayTyped): Promise<readonly FormError[]> {
    if (typed.from < this.pages.today()) return [formError('from', 'The first day must be today or later', 'from-day')];
    if ((await this.#days(who, typed)).length > 0) return [];
    return [
      formError('from', 'There is no working day in it: weekends, bank holidays and days declared before need not be declared', 'from-day'),
    ];
  }

  async #show(who: SignedIn, response: PageResponse, form: FilledIn): Promise<void> {
    await this.pages.send(response, {
      template: 'administration/holidays/declare-holiday.njk',
      title: 'Declare days off',
      section: 'Administration',
      status: form.status,
      hideFresh: true,
      back: backToHolidays,
      model: {
        seen: form.values['seen'] ?? (await ownDaysOf(this.pages.copies, who.trust)).seen,
        ...fieldsOfForm(form),
      },
    });
  }
}
