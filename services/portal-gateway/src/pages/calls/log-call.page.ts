import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { Owners } from '../../owners/owners.js';
import { symptomWords } from '../../patient-page/call-words.js';
import { answerers, ForRoles, isClinician, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { identityOf, type Identity } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { errorsByField, fieldsOf, formError, type FormError, type Values } from '../form.js';
import { howTheyCame } from '../how-they-came.js';
import { goOn, ticked } from '../owner-answer.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';
import { errorsInCall, fieldOf, outcomes, readCall } from './call.reading.js';

interface At {
  readonly who: SignedIn;
  readonly response: PageResponse;
  /** About whom; nobody known from the head of the page. */
  readonly patient: { readonly id: string; readonly identity: Identity; readonly phone: string | undefined } | undefined;
}

/** The telephone rings: who, what, how soon. On one page, to be filled in while the caller speaks. */
@Controller()
@ForRoles(...answerers)
export class LogCallPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get('call')
  async formForAnybody(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    await this.#show({ who, response, patient: undefined }, { values: {}, symptoms: [], errors: [], status: 200 });
  }

  @Post('call')
  async recordForAnybody(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    await this.#record({ who, response, patient: undefined });
  }

  @Get('patients/:patient/call')
  async form(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    await this.#show(await this.#about({ who, response }, patient), { values: {}, symptoms: [], errors: [], status: 200 });
  }

  @Post('patients/:patient/call')
  async record(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    await this.#record(await this.#about({ who, response }, patient));
  }

  async #about(at: Pick<At, 'who' | 'response'>, id: string): Promise<At> {
    const look = { patient: id, page: 'the form to record a call', how: howTheyCame(at.response.req) };
    const { file, who } = await openFile(this.pages, at.who, look);
    const { phone } = file.patient.demographics;
    const patient = { id: file.patient._id, identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()), phone };
    return { response: at.response, who, patient };
  }

  async #record(at: At): Promise<void> {
    const values = fieldsOf(at.response.req.body);
    const symptoms = ticked(at.response.req.body, 'symptoms');
    const errors = errorsInCall(values, symptoms);
    if (errors.length > 0) {
      await this.#show(at, { values, symptoms, errors, status: 422 });
      return;
    }
    const answer = await this.owners.give('alerting', `/trusts/${at.who.trust}/calls`, {
      token: at.who.token,
      body: {
        commandId: values['commandId'] ?? this.pages.newId(),
        ...readCall(values, symptoms),
        ...(at.patient === undefined ? {} : { patient: at.patient.id }),
      },
    });
    if (!answer.done) {
      const wrong = [formError(fieldOf(answer.code, 'name'), answer.sentence)];
      await this.#show(at, { values, symptoms, errors: wrong, status: answer.status });
      return;
    }
    await goOn(this.pages, at.response, {
      receipt: answer.receipt,
      said: 'The call is recorded.',
      to: `/calls/${answer.receipt.stream.slice(-36)}`,
    });
  }

  async #show(
    { who, response, patient }: At,
    form: { readonly values: Values; readonly symptoms: readonly string[]; readonly errors: readonly FormError[]; readonly status: number },
  ): Promise<void> {
    const path = patient === undefined ? '/call' : `/patients/${patient.id}/call`;
    await this.pages.send(response, {
      template: 'calls/log-call.njk',
      title: 'Record a call',
      section: 'Record a call',
      status: form.status,
      back: patient === undefined ? { href: '/worklist', text: 'Worklist' } : { href: `/patients/${patient.id}`, text: 'Patient' },
      model: {
        identity: patient?.identity,
        path,
        commandId: form.values['commandId'] ?? this.pages.newId(),
        values: { phone: patient?.phone ?? '', ...form.values },
        symptoms: Object.entries(symptomWords).map(([value, text]) => ({ value, text, checked: form.symptoms.includes(value) })),
        outcomes,
        clinician: isClinician(who),
        errors: form.errors,
        error: errorsByField(form.errors),
      },
    });
  }
}
