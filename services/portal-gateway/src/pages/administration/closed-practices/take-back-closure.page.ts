import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Refused } from '@rms/service-kit';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { counted, date } from '../../../words.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { frameFor } from '../administration-frame.js';
import { closedPracticesOf, patientsOfPractice } from './closed-practices-of.js';
import { errorInReason } from './closure.reading.js';

interface At {
  readonly who: SignedIn;
  readonly ods: string;
  readonly response: PageResponse;
}

/** Taking back that a practice closed: it is open after all. */
@Controller('administration/closed-practices/:ods/take-back')
@ForRoles('trust-admin', 'letters-clerk')
export class TakeBackClosurePage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param('ods') ods: string, @Res() response: PageResponse): Promise<void> {
    await this.#show({ who, ods, response }, { values: {}, errors: [], status: 200 });
  }

  @Post()
  async record(@Who() who: SignedIn, @Param('ods') ods: string, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const { reason = '', commandId = this.pages.newId(), seen } = values;
    const errors = errorInReason(reason);
    if (errors.length > 0) {
      await this.#show({ who, ods, response }, { values, errors, status: 422 });
      return;
    }
    const answer = await this.owners.give('letters', `/trusts/${who.trust}/practices/closures/taking-back`, {
      token: who.token,
      body: { commandId, seen: Number(seen), ods, reason },
    });
    if (!answer.done) {
      await this.#show(
        { who, ods, response },
        { values: { reason }, errors: [formError('reason', answer.sentence)], status: answer.status },
      );
      return;
    }
    await goOn(this.pages, response, {
      receipt: answer.receipt,
      said: 'Recorded. Letters go there again.',
      to: '/administration/closed-practices',
    });
  }

  async #show({ who, ods, response }: At, form: FilledIn): Promise<void> {
    const { closed, seen } = await closedPracticesOf(this.pages.copies, who.trust);
    const practice = closed.find((each) => each.ods === ods);
    if (practice === undefined) throw new Refused(404, 'not-found', 'Page not found');
    const count = await patientsOfPractice(this.pages.copies, who.trust, ods);
    await this.pages.send(response, {
      template: 'administration/closed-practices/take-back-closure.njk',
      title: `Take back the closure of ${practice.name}`,
      section: frameFor(who).section,
      status: form.status,
      hideFresh: true,
      back: { href: '/administration/closed-practices', text: 'Closed practices' },
      model: {
        ods,
        name: practice.name,
        closedOn: date(practice.closedOn),
        patients: counted(count, 'patient'),
        count,
        trust: this.pages.trustName(who.trust),
        seen: form.values['seen'] ?? seen,
        commandId: form.values['commandId'] ?? this.pages.newId(),
        ...fieldsOfForm(form),
      },
    });
  }
}
