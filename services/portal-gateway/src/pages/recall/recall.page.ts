import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { hasRole } from '@rms/identity';
import { Refused } from '@rms/service-kit';
import { followUps } from '../../copies/follow-ups.projection.js';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { date, identityOf } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn } from '../form.js';
import { goOn } from '../owner-answer.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';
import { errorsInRecall, readRecall } from './recall.reading.js';

interface Place {
  readonly followUp: string;
  readonly recall: string;
}
/** What became of a recall: booked for a day, or its outcome. It stays on the list until the outcome is recorded. */
@Controller('follow-ups/:followUp/recalls/:recall')
@ForRoles('clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator')
export class RecallPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    await this.#show({ who, place, response }, { values: {}, errors: [], status: 200 });
  }

  @Post()
  async record(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const errors = errorsInRecall(values);
    if (errors.length > 0) {
      await this.#show({ who, place, response }, { values, errors, status: 422 });
      return;
    }
    const { fact, body, recorded } = readRecall(values);
    const answer = await this.owners.give('pathway', `/trusts/${who.trust}/follow-ups/${place.followUp}/recalls/${place.recall}/${fact}`, {
      token: who.token,
      body: { commandId: values['commandId'] ?? this.pages.newId(), ...body },
    });
    if (!answer.done) {
      await this.#show({ who, place, response }, { values, errors: [formError('what', answer.sentence)], status: answer.status });
      return;
    }
    await goOn(this.pages, response, { receipt: answer.receipt, said: recorded, to: '/worklist' });
  }

  async #show(
    { who, place, response }: { readonly who: SignedIn; readonly place: Place; readonly response: PageResponse },
    form: FilledIn,
  ): Promise<void> {
    const copy = await this.pages.copies.of(followUps).get(who.trust, place.followUp);
    if (copy === undefined) throw new Refused(404, 'not-found', 'Page not found');
    const { file } = await openFile(this.pages, who, { patient: copy.patient, page: 'the clinic form', how: howTheyCame(response.req) });
    const recall = copy.recalls[place.recall];
    await this.pages.send(response, {
      template: 'recall/recall.njk',
      title: recall?.booked === true ? 'Record the clinic outcome' : 'Record the clinic',
      section: 'Worklist',
      status: form.status,
      back: { href: '/worklist', text: 'Worklist' },
      model: {
        identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()),
        patient: file.patient._id,
        path: `/follow-ups/${place.followUp}/recalls/${place.recall}`,
        seen: form.values['seen'] ?? copy.published,
        commandId: form.values['commandId'] ?? this.pages.newId(),
        recall: recall === undefined ? undefined : { on: date(recall.on), booked: recall.booked, reason: recall.reason },
        ...fieldsOfForm(form),
        clinician: hasRole(who.person, 'clinical-nurse-specialist', 'consultant'),
        phone: file.patient.demographics.phone,
      },
    });
  }
}
