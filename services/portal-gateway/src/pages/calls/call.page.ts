import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { parseNhsNumber } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import { calls, type CallCopy } from '../../copies/others.projection.js';
import { patients, type PatientCopy } from '../../copies/patients.projection.js';
import type { Owners } from '../../owners/owners.js';
import { answerers, ForRoles, isClinician, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { draftOf, keepDraft } from '../drafts.js';
import { dateTyped, fieldsOf, fieldsOfForm, formError, type FilledIn, type FormError, type Values } from '../form.js';
import { goOn } from '../owner-answer.js';
import type { Pages } from '../pages.js';
import { patientInSight } from '../patient-in-sight.js';
import { callRows } from './call.model.js';
import { errorsInClosing, errorsInTry, fieldOf, isGrave, outcomesFor, tries } from './call.reading.js';

type At = { readonly who: SignedIn; readonly id: string; readonly response: PageResponse };
interface Order {
  readonly part: string;
  readonly body: object;
  readonly said: string;
  readonly to?: string;
  readonly field: string;
}

/** One call: what was said, by when it is returned, each try, and what became of it. */
@Controller('calls/:call')
@ForRoles(...answerers)
export class CallPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async show(@Who() who: SignedIn, @Param('call') id: string, @Res() response: PageResponse): Promise<void> {
    await this.#show({ who, id, response }, { values: {}, errors: [], status: 200 });
  }

  @Post('try')
  async try(@Who() who: SignedIn, @Param('call') id: string, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const body = { result: values['result'], note: values['tryNote'] ?? '' };
    await this.#give({ who, id, response }, errorsInTry(values), { part: 'tries', body, said: 'The try is recorded.', field: 'result' });
  }

  @Post('close')
  async close(@Who() who: SignedIn, @Param('call') id: string, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const body = { seen: Number(values['seen']), outcome: values['outcome'], note: values['note'] };
    const order = { part: 'closing', body, said: 'The call is closed.', to: '/worklist', field: 'outcome' };
    await this.#give({ who, id, response }, errorsInClosing(values), order);
  }

  /** Found by NHS number and date of birth together: one of them alone is not who somebody is. */
  @Post('find')
  async find(@Who() who: SignedIn, @Param('call') id: string, @Res() response: PageResponse): Promise<void> {
    const at = { who, id, response };
    const values = fieldsOf(response.req.body);
    const found = await this.#found(who.trust, values);
    if (found === undefined) {
      const text = 'No patient of your trust has this NHS number and this date of birth. Check both with the caller';
      await this.#show(at, { values, errors: [formError('nhs', text)], status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { kind: 'link-call', about: id, values: { patient: found._id } }, () => this.pages.newId());
    response.redirect(303, `/calls/${id}/patient/${draft}`);
  }

  @Get('patient/:draft')
  async check(
    @Who() who: SignedIn,
    @Param() place: { readonly call: string; readonly draft: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const at = { who, id: place.call, response };
    const draft = draftOf(response.req, place.draft, { kind: 'link-call', about: at.id });
    const copy = await this.#copyOf(at);
    if (draft === undefined) {
      response.redirect(303, `/calls/${at.id}`);
      return;
    }
    const { nameOf } = await this.pages.contextFor(who);
    await this.pages.send(response, {
      template: 'calls/link-check.njk',
      title: 'Check who the call is about',
      section: 'Worklist',
      back: { href: `/calls/${at.id}`, text: 'The call' },
      model: {
        identity: await patientInSight(this.pages, at, { patient: draft.values['patient'], page: 'a call to be linked' }),
        ...callRows(copy, nameOf),
        patient: draft.values['patient'],
        path: `/calls/${at.id}`,
        seen: copy.published,
        commandId: draft.commandId,
      },
    });
  }

  @Post('link')
  async link(@Who() who: SignedIn, @Param('call') id: string, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const body = { seen: Number(values['seen']), patient: values['patient'] };
    await this.#give({ who, id, response }, [], { part: 'patient', body, said: 'The call is with its patient.', field: 'nhs' });
  }

  async #give(at: At, errors: readonly FormError[], order: Order): Promise<void> {
    const values = fieldsOf(at.response.req.body);
    if (errors.length > 0) {
      await this.#show(at, { values, errors, status: 422 });
      return;
    }
    const answer = await this.owners.give('alerting', `/trusts/${at.who.trust}/calls/${at.id}/${order.part}`, {
      token: at.who.token,
      body: { commandId: values['commandId'] ?? this.pages.newId(), ...order.body },
    });
    if (answer.done) {
      await goOn(this.pages, at.response, { receipt: answer.receipt, said: order.said, to: order.to ?? `/calls/${at.id}` });
      return;
    }
    const { seen: _, commandId: __, ...typed } = values;
    const wrong = [formError(fieldOf(answer.code, order.field), answer.sentence)];
    await this.#show(at, { values: typed, errors: wrong, status: answer.status });
  }

  async #found(trust: string, values: Values): Promise<PatientCopy | undefined> {
    const number = parseNhsNumber(values['nhs'] ?? '');
    if (!number.ok) return undefined;
    const known = await this.pages.copies.of(patients).find(trust, { nhsNumber: number.value });
    return known.find((one) => one.registered && one.retiredInto === undefined && one.bornOn === dateTyped(values, 'born'));
  }

  async #copyOf({ who, id }: At): Promise<CallCopy & { readonly call: NonNullable<CallCopy['call']> }> {
    const copy = await this.pages.copies.of(calls).get(who.trust, id);
    if (copy?.call === undefined) throw new Refused(404, 'not-found', 'Page not found');
    return { ...copy, call: copy.call };
  }

  async #show(at: At, form: FilledIn): Promise<void> {
    const copy = await this.#copyOf(at);
    const { nameOf } = await this.pages.contextFor(at.who);
    await this.pages.send(at.response, {
      template: 'calls/call.njk',
      title: copy.open ? 'Call to return' : 'Call',
      section: 'Worklist',
      status: form.status,
      back: { href: '/worklist', text: 'Worklist' },
      model: {
        identity: await patientInSight(this.pages, at, { patient: copy.patient, page: 'a call' }),
        ...callRows(copy, nameOf),
        path: `/calls/${at.id}`,
        seen: form.values['seen'] ?? copy.published,
        commandId: form.values['commandId'] ?? this.pages.newId(),
        outcomes: outcomesFor(copy.call, isClinician(at.who)),
        staysOpen: isGrave(copy.call) && !isClinician(at.who),
        tries,
        ...fieldsOfForm(form),
      },
    });
  }
}
