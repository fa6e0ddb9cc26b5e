import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { newId } from '@rms/event-sourcing';
import { parseCivilDate } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import { followUps } from '../../copies/follow-ups.projection.js';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { date, identityOf } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { dateTyped, errorsByField, fieldsOf, formError, type FormError } from '../drafts.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';

interface Place {
  readonly followUp: string;
  readonly recall: string;
}
type Values = Readonly<Record<string, string>>;
const outcomes = ['seen', 'not-needed', 'patient-declined'];

const errorsIn = (values: Values): readonly FormError[] => {
  const what = values['what'] ?? '';
  const booking =
    what === 'booked' && parseCivilDate(dateTyped(values, 'on')) === undefined
      ? [formError('on', 'Enter the clinic date: day, month and year', 'on-day')]
      : [];
  return [
    ...(what === 'booked' || outcomes.includes(what) ? [] : [formError('what', 'Choose what happened')]),
    ...booking,
    ...((values['note'] ?? '') === '' ? [formError('note', 'Enter a note: who was spoken to, or what was decided')] : []),
  ];
};

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
    const errors = errorsIn(values);
    if (errors.length > 0) {
      await this.#show({ who, place, response }, { values, errors, status: 422 });
      return;
    }
    const booked = values['what'] === 'booked';
    const said = { commandId: values['commandId'] ?? newId(), seen: Number(values['seen']), note: values['note'] ?? '' };
    const answer = await this.owners.give(
      'pathway',
      `/trusts/${who.trust}/follow-ups/${place.followUp}/recalls/${place.recall}/${booked ? 'booking' : 'outcome'}`,
      { token: who.token, body: booked ? { ...said, on: dateTyped(values, 'on') } : { ...said, outcome: values['what'] } },
    );
    if (!answer.done) {
      await this.#show({ who, place, response }, { values, errors: [formError('what', answer.sentence)], status: answer.status });
      return;
    }
    const arrived = await this.pages.arrivals.has(answer.receipt.stream, answer.receipt.published, 1000);
    response.req.session.flash = arrived ? (booked ? 'The clinic date is recorded.' : 'The outcome is recorded.') : 'Recorded, updating.';
    response.redirect(303, '/worklist');
  }

  async #show(
    { who, place, response }: { readonly who: SignedIn; readonly place: Place; readonly response: PageResponse },
    form: { readonly values: Values; readonly errors: readonly FormError[]; readonly status: number },
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
        identity: identityOf(bannerOf(file.patient), this.pages.today()),
        patient: file.patient._id,
        path: `/follow-ups/${place.followUp}/recalls/${place.recall}`,
        seen: form.values['seen'] ?? copy.published,
        commandId: form.values['commandId'] ?? newId(),
        recall: recall === undefined ? undefined : { on: date(recall.on), booked: recall.booked, reason: recall.reason },
        values: form.values,
        errors: form.errors,
        error: errorsByField(form.errors),
        clinician: ['clinical-nurse-specialist', 'consultant'].some((role) => who.person.roles.includes(role as never)),
        phone: file.patient.demographics.phone,
      },
    });
  }
}
