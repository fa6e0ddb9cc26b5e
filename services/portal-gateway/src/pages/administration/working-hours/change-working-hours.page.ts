import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft, typedOrBack } from '../../drafts.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { hoursOf } from './hours-of.js';
import { onCallName } from './working-hours.page.js';
import { hoursInWords, onCallRoles, readWorkingHours, valuesOf, weekdays, type Hours } from './working-hours.reading.js';

const fieldOfRefusal: Readonly<Record<string, string>> = { 'no-working-day': 'days', 'closes-before-it-opens': 'closes' };

/** Changing the working hours in two steps: the form, then what it will do. */
@Controller('administration/working-hours/change')
@ForRoles('trust-admin')
export class ChangeWorkingHoursPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const draft = draftOf(response.req, draftAskedFor(response.req), this.#purpose(who));
    const { hours, seen } = await hoursOf(this.pages.copies, who.trust);
    await this.#show(response, { values: draft?.values ?? { ...valuesOf(hours), seen: String(seen) }, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const read = readWorkingHours(values);
    if (!read.ok) {
      await this.#show(response, { values, errors: read.errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { ...this.#purpose(who), values }, () => this.pages.newId());
    response.redirect(303, `/administration/working-hours/change/${draft}`);
  }

  @Get(':draft')
  async check(@Who() who: SignedIn, @Param('draft') id: string, @Res() response: PageResponse): Promise<void> {
    const found = this.#draft(who, response, id);
    if (found === undefined) return;
    const { hours } = await hoursOf(this.pages.copies, who.trust);
    await this.pages.send(response, {
      template: 'administration/working-hours/change-working-hours-check.njk',
      title: 'Check before you change the working hours',
      section: 'Administration',
      hideFresh: true,
      back: { href: `/administration/working-hours/change?draft=${id}`, text: 'Change working hours' },
      model: {
        before: hoursInWords(hours),
        after: hoursInWords(found.typed),
        onCallBefore: onCallName(hours.onCall),
        onCall: onCallName(found.typed.onCall),
      },
    });
  }

  @Post(':draft')
  async record(@Who() who: SignedIn, @Param('draft') id: string, @Res() response: PageResponse): Promise<void> {
    const found = this.#draft(who, response, id);
    if (found === undefined) return;
    const { draft, typed } = found;
    const { closedOn } = await hoursOf(this.pages.copies, who.trust);
    const answer = await this.owners.give('alerting', `/trusts/${who.trust}/working-hours`, {
      token: who.token,
      body: { commandId: draft.commandId, seen: Number(draft.values['seen']), ...typed, closedOn },
    });
    if (!answer.done) {
      // What was agreed meanwhile is read anew with the form.
      const { seen: _, ...values } = draft.values;
      const { seen } = await hoursOf(this.pages.copies, who.trust);
      const errors = [formError(fieldOfRefusal[answer.code] ?? 'opens', answer.sentence)];
      await this.#show(response, { values: { ...values, seen: String(seen) }, errors, status: answer.status });
      return;
    }
    dropDraft(response.req, id);
    await goOn(this.pages, response, {
      receipt: answer.receipt,
      said: 'Recorded. Limits set from now on are counted in these hours.',
      to: '/administration/working-hours',
    });
  }

  #purpose({ trust }: SignedIn): Pick<Draft, 'kind' | 'about'> {
    return { kind: 'working-hours', about: trust };
  }

  #draft(who: SignedIn, response: PageResponse, id: string): { readonly draft: Draft; readonly typed: Hours } | undefined {
    return typedOrBack(response, { id, purpose: this.#purpose(who), back: '/administration/working-hours', read: readWorkingHours });
  }

  async #show(response: PageResponse, { values, errors, status }: FilledIn): Promise<void> {
    await this.pages.send(response, {
      template: 'administration/working-hours/change-working-hours.njk',
      title: 'Change working hours',
      section: 'Administration',
      status,
      hideFresh: true,
      back: { href: '/administration/working-hours', text: 'Working hours' },
      model: {
        seen: values['seen'],
        ...fieldsOfForm({ values, errors }),
        days: weekdays.map((day) => ({
          id: `day-${day}`,
          name: `day-${day}`,
          value: 'yes',
          text: day,
          checked: values[`day-${day}`] === 'yes',
        })),
        onCall: ['nobody', ...onCallRoles].map((role) => ({
          value: role,
          text: onCallName(role === 'nobody' ? undefined : role),
          checked: values['onCall'] === role,
        })),
      },
    });
  }
}
