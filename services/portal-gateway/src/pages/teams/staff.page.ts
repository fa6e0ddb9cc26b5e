import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Refused } from '@rms/service-kit';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { date } from '../../words.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft } from '../drafts.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn } from '../form.js';
import { errorsIn, goOn } from '../owner-answer.js';
import type { Pages } from '../pages.js';
import { staffEffects, type WhoWouldAct } from './staff-effects.model.js';
import { peopleOf, type Colleague, type People } from './people.js';
import { readStaff, type StaffOrder } from './staff.reading.js';

interface Place {
  readonly person: string;
  readonly draft: string;
}
type At = { readonly who: SignedIn; readonly person: string; readonly response: PageResponse };
const kind = 'staff';
const pathOf = (order: StaffOrder): string => {
  if (order.kind === 'off') return `absences/${order.absence}/end`;
  return { away: 'absences', left: 'leaving', back: 'return' }[order.kind];
};
// At the field that must be changed.
const fieldOf = (order: StaffOrder, code: string): string => {
  if (!code.startsWith('cover')) return 'what';
  return order.kind === 'left' ? 'successor' : 'cover';
};
const bodyOf = (order: StaffOrder): object => {
  const { kind: _, ...content } = order;
  return order.kind === 'off' ? {} : content;
};

/** Somebody will be away, is back, or has left: a form, what it will do, then the record. For administrators of the trust. */
@Controller('staff/:person')
@ForRoles('trust-admin')
export class StaffPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get('change')
  async form(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const draft = draftOf(response.req, draftAskedFor(response.req), { kind, about: place.person });
    await this.#show({ who, person: place.person, response }, { values: draft?.values ?? {}, errors: [], status: 200 });
  }

  @Post('change')
  async read(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const read = readStaff(values);
    if (!read.ok) {
      await this.#show({ who, person: place.person, response }, { values, errors: read.errors, status: 422 });
      return;
    }
    const refused = (await this.#wouldAct(who, place.person, read.order))?.refused;
    if (refused !== undefined) {
      const errors = [formError(fieldOf(read.order, refused.code), refused.sentence)];
      await this.#show({ who, person: place.person, response }, { values, errors, status: 422 });
      return;
    }
    const draft = { kind, about: place.person, values: { ...values, order: JSON.stringify(read.order) } };
    response.redirect(303, `/staff/${place.person}/check/${keepDraft(response.req, draft, () => this.pages.newId())}`);
  }

  @Get('check/:draft')
  async check(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const draft = draftOf(response.req, place.draft, { kind, about: place.person });
    const { nameOf } = await this.#colleague({ who, person: place.person, response });
    if (draft === undefined) {
      response.redirect(303, '/teams');
      return;
    }
    const order = JSON.parse(draft.values['order'] ?? '{}') as StaffOrder;
    await this.pages.send(response, {
      template: 'teams/check.njk',
      title: 'Check before you record it',
      section: 'Teams',
      back: { href: `/staff/${place.person}/change?draft=${place.draft}`, text: 'Change it' },
      model: {
        heading: nameOf(place.person),
        effects: staffEffects(order, place.person, { nameOf, would: await this.#wouldAct(who, place.person, order) }),
        path: `/staff/${place.person}/check/${place.draft}`,
        leave: '/teams',
      },
    });
  }

  @Post('check/:draft')
  async record(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const draft = draftOf(response.req, place.draft, { kind, about: place.person });
    if (draft === undefined) {
      response.redirect(303, '/teams');
      return;
    }
    const order = JSON.parse(draft.values['order'] ?? '{}') as StaffOrder;
    const answer = await this.owners.give('alerting', `/trusts/${who.trust}/staff/${place.person}/${pathOf(order)}`, {
      token: who.token,
      body: { commandId: draft.commandId, ...bodyOf(order) },
    });
    dropDraft(response.req, place.draft);
    if (answer.done) await goOn(this.pages, response, { receipt: answer.receipt, said: 'Recorded.', to: '/teams' });
    else
      await this.#show(
        { who, person: place.person, response },
        { values: draft.values, errors: errorsIn(answer, 'what'), status: answer.status },
      );
  }

  /** Asks alerting, by whose rules it will be decided. */
  async #wouldAct(who: SignedIn, person: string, order: StaffOrder): Promise<WhoWouldAct | undefined> {
    if (order.kind !== 'away' && order.kind !== 'left') return undefined;
    const { kind: what, ...days } = order;
    const query = new URLSearchParams({ what, ...days });
    return this.owners.ask<WhoWouldAct>('alerting', `/trusts/${who.trust}/staff/${person}/who-would-act?${query.toString()}`, who.token);
  }

  async #colleague({ who, person }: At): Promise<People & { readonly one: Colleague }> {
    const people = await peopleOf(this.pages, who.trust);
    const one = people.colleagues.find((each) => each.person === person);
    if (one === undefined) throw new Refused(404, 'not-found', 'Page not found');
    return { ...people, one };
  }

  async #show(at: At, form: FilledIn): Promise<void> {
    const { one, colleagues } = await this.#colleague(at);
    const { away, planned = [] } = one.copy ?? {};
    await this.pages.send(at.response, {
      template: 'teams/staff.njk',
      title: `Absence or leaving: ${one.name}`,
      section: 'Teams',
      status: form.status,
      back: { href: '/teams', text: 'Teams' },
      model: {
        one,
        path: `/staff/${at.person}/change`,
        others: colleagues.filter((each) => each.person !== at.person && !each.left),
        absences: [
          ...(away === undefined ? [] : [{ value: away.absence, text: `Away now, until ${date(away.untilOn)}` }]),
          ...planned.map((each) => ({ value: each.absence, text: `${date(each.fromOn)} to ${date(each.untilOn)}` })),
        ],
        ...fieldsOfForm(form),
      },
    });
  }
}
