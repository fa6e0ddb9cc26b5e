import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { hasRole } from '@rms/identity';
import { regionWide } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import { followUps } from '../../copies/follow-ups.projection.js';
import {
  inForce,
  protocols,
  registrationQuarantine,
  resultsQuarantine,
  type ProtocolCopy,
  type QuarantineCopy,
} from '../../copies/others.projection.js';
import { patients } from '../../copies/patients.projection.js';
import type { Answer, Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { identityOf, instant, type Identity } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn, type Values } from '../form.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { errorsInSettlement, mappableIn, mappedIn, saysItIs, type Mappable } from './message.reading.js';

interface Place {
  readonly service: string;
  readonly problem: string;
}
interface Waiting {
  readonly copy: QuarantineCopy;
  readonly held: NonNullable<QuarantineCopy['held']>;
}
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
    const waiting = await this.#waiting(at);
    const errors = errorsInSettlement(values, await this.#mappable());
    if (errors.length > 0) {
      await this.#show(at, { values, errors, status: 422 });
      return;
    }
    const answer = await this.#give(at, waiting, values);
    if (!answer.done) {
      await this.#show(at, { values, errors: [formError('decision', answer.sentence)], status: answer.status });
      return;
    }
    await this.pages.arrivals.has(answer.receipt.stream, answer.receipt.published, 1000);
    response.req.session.flash = values['decision'] === 'set-aside' ? 'The message was set aside.' : 'The message is being read again.';
    response.redirect(303, '/worklist');
  }

  async #give(at: At, waiting: Waiting, values: Values): Promise<Answer> {
    const meaning = mappedIn(values, await this.#mappable());
    const mapped = meaning === undefined ? undefined : await this.#mapCode(at, waiting, meaning);
    if (mapped?.done === false) return mapped;
    const decision = values['decision'] === 'set-aside' ? 'set-aside' : 'read-again';
    return this.owners.give(
      at.place.service === 'registration' ? 'registration' : 'results',
      `/trusts/${at.who.trust}/quarantine/${at.place.problem}`,
      {
        token: at.who.token,
        body: { commandId: values['commandId'] ?? this.pages.newId(), seen: Number(values['seen']), decision, reason: values['reason'] },
      },
    );
  }

  async #mappable(): Promise<readonly Mappable[]> {
    const known: readonly ProtocolCopy[] = await this.pages.copies.of(protocols).find(regionWide, {});
    return mappableIn(known.map((each) => inForce(each)?.protocol).filter((each) => each !== undefined));
  }

  async #mapCode({ who }: At, { held }: Waiting, { analyte, reads }: Mappable): Promise<Answer | undefined> {
    const [, code] = /code “([^”]+)”/.exec(held.sentence) ?? [];
    if (code === undefined) return undefined;
    return this.owners.give('registration', `/trusts/${who.trust}/feeds/${held.feed}/codes`, {
      token: who.token,
      body: { commandId: this.pages.newId(), code, analyte, reads },
    });
  }

  async #meanings(): Promise<readonly { readonly value: string; readonly name: string }[]> {
    return (await this.#mappable()).map((one) => ({ value: saysItIs(one), name: one.name }));
  }

  async #waiting({ who, place }: At): Promise<Waiting> {
    const copy = await this.pages.copies
      .of(place.service === 'registration' ? registrationQuarantine : resultsQuarantine)
      .get(who.trust, place.problem);
    if (copy?.held === undefined) throw new Refused(404, 'not-found', 'Page not found');
    return { copy, held: copy.held };
  }

  async #patientOf({ who, response }: At, { held }: Waiting): Promise<Identity | undefined> {
    const patient = held.patient === undefined ? undefined : await this.pages.copies.of(patients).get(who.trust, held.patient);
    if (patient === undefined) return undefined;
    await this.pages.looks.record(who, { patient: patient._id, page: 'a message that waits', how: howTheyCame(response.req) });
    const his = await this.pages.copies.of(followUps).find(who.trust, { patient: patient._id });
    return identityOf(bannerOf(patient, his), this.pages.today());
  }

  async #settlement(who: SignedIn, { settled }: QuarantineCopy): Promise<QuarantineCopy['settled']> {
    if (settled === undefined) return undefined;
    const { nameOf } = await this.pages.contextFor(who);
    return { ...settled, by: nameOf(settled.by), at: instant(settled.at, 'second') };
  }

  async #show(at: At, form: FilledIn): Promise<void> {
    const waiting = await this.#waiting(at);
    const { copy, held } = waiting;
    const isCode = held.rule === 'code-unknown';
    await this.pages.send(at.response, {
      template: 'messages/message.njk',
      title: 'Message to sort out',
      section: 'Worklist',
      status: form.status,
      back: { href: '/worklist', text: 'Worklist' },
      model: {
        identity: await this.#patientOf(at, waiting),
        held,
        at: instant(copy.at, 'second'),
        open: copy.open,
        path: `/messages/${at.place.service}/${at.place.problem}`,
        seen: form.values['seen'] ?? copy.published,
        commandId: form.values['commandId'] ?? this.pages.newId(),
        ...fieldsOfForm(form),
        settled: await this.#settlement(at.who, copy),
        meanings: isCode && hasRole(at.who.person, 'consultant', 'trust-admin') ? await this.#meanings() : [],
        isCode,
      },
    });
  }
}
