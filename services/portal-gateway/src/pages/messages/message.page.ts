import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { newId } from '@rms/event-sourcing';
import { Refused } from '@rms/service-kit';
import { registrationQuarantine, resultsQuarantine, type QuarantineCopy } from '../../copies/others.projection.js';
import { patients } from '../../copies/patients.projection.js';
import type { Answer, Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { identityOf, instant } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { errorsByField, fieldsOf, formError, type FormError } from '../drafts.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';

interface Place {
  readonly service: string;
  readonly problem: string;
}
type Values = Readonly<Record<string, string>>;
type At = { readonly who: SignedIn; readonly place: Place; readonly response: PageResponse };

/** A message that only a person can bring to its end. */
@Controller('messages/:service/:problem')
@ForRoles('clinical-nurse-specialist', 'consultant', 'pathway-coordinator', 'trust-admin')
export class MessagePage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    await this.#show({ who, place, response }, { values: {}, errors: [], status: 200 });
  }

  @Post()
  async decide(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = { who, place, response };
    const values = fieldsOf(response.req.body);
    const copy = await this.#copyOf(at);
    const errors = [
      ...(['read-again', 'set-aside', 'map-psa'].includes(values['decision'] ?? '')
        ? []
        : [formError('decision', 'Choose what to do with the message')]),
      ...((values['reason'] ?? '') === '' ? [formError('reason', 'Enter your reason')] : []),
    ];
    if (errors.length > 0) {
      await this.#show(at, { values, errors, status: 422 });
      return;
    }
    const answer = await this.#give(at, copy, values);
    if (!answer.done) {
      await this.#show(at, { values, errors: [formError('decision', answer.sentence)], status: answer.status });
      return;
    }
    await this.pages.arrivals.has(answer.receipt.stream, answer.receipt.published, 1000);
    response.req.session.flash = values['decision'] === 'set-aside' ? 'The message was set aside.' : 'The message is being read again.';
    response.redirect(303, '/worklist');
  }

  async #give(at: At, copy: QuarantineCopy, values: Values): Promise<Answer> {
    const commandId = values['commandId'] ?? newId();
    const code = /code “([^”]+)”/.exec(copy.held?.sentence ?? '')?.[1];
    if (values['decision'] === 'map-psa' && code !== undefined) {
      const mapped = await this.owners.give('registration', `/trusts/${at.who.trust}/feeds/${copy.held?.feed ?? ''}/codes`, {
        token: at.who.token,
        body: { commandId: newId(), code, analyte: 'psa' },
      });
      if (!mapped.done) return mapped;
    }
    const decision = values['decision'] === 'set-aside' ? 'set-aside' : 'read-again';
    return this.owners.give(
      at.place.service === 'registration' ? 'registration' : 'results',
      `/trusts/${at.who.trust}/quarantine/${at.place.problem}`,
      { token: at.who.token, body: { commandId, seen: Number(values['seen']), decision, reason: values['reason'] } },
    );
  }

  async #copyOf({ who, place }: At): Promise<QuarantineCopy> {
    const copy = await this.pages.copies
      .of(place.service === 'registration' ? registrationQuarantine : resultsQuarantine)
      .get(who.trust, place.problem);
    if (copy?.held === undefined) throw new Refused(404, 'not-found', 'Page not found');
    return copy;
  }

  async #show(at: At, form: { readonly values: Values; readonly errors: readonly FormError[]; readonly status: number }): Promise<void> {
    const copy = await this.#copyOf(at);
    const { held, settled } = copy;
    const { nameOf } = await this.pages.contextFor(at.who);
    const patient = held?.patient === undefined ? undefined : await this.pages.copies.of(patients).get(at.who.trust, held.patient);
    if (patient !== undefined)
      await this.pages.recordLook(at.who, { patient: patient._id, page: 'a message that waits', how: howTheyCame(at.response.req) });
    await this.pages.send(at.response, {
      template: 'messages/message.njk',
      title: 'Message to sort out',
      section: 'Worklist',
      status: form.status,
      back: { href: '/worklist', text: 'Worklist' },
      model: {
        identity: patient === undefined ? undefined : identityOf(bannerOf(patient), this.pages.today()),
        held,
        at: instant(copy.at, 'second'),
        open: copy.open,
        path: `/messages/${at.place.service}/${at.place.problem}`,
        seen: form.values['seen'] ?? copy.published,
        commandId: form.values['commandId'] ?? newId(),
        values: form.values,
        errors: form.errors,
        error: errorsByField(form.errors),
        settled: settled === undefined ? undefined : { ...settled, by: nameOf(settled.by), at: instant(settled.at, 'second') },
        mayMap: held?.rule === 'code-unknown' && ['consultant', 'trust-admin'].some((role) => at.who.person.roles.includes(role as never)),
        isCode: held?.rule === 'code-unknown',
      },
    });
  }
}
