import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Refused } from '@rms/service-kit';
import { followUps } from '../../copies/follow-ups.projection.js';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { date, identityOf } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { fieldsOf, fieldsOfForm, formError, tooLong, type FilledIn } from '../form.js';
import { goOn } from '../owner-answer.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';
import { lettersThatLeft } from './letters-that-left.model.js';

/** Taking back a follow-up that was started in error. */
@Controller('follow-ups/:followUp/undo')
@ForRoles('clinical-nurse-specialist', 'consultant')
export class UndoPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param('followUp') followUp: string, @Res() response: PageResponse): Promise<void> {
    await this.#show({ who, followUp, response }, { values: { reason: '' }, errors: [], status: 200 });
  }

  @Post()
  async undo(@Who() who: SignedIn, @Param('followUp') followUp: string, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const at = { who, followUp, response };
    const reason = values['reason'] ?? '';
    const errors = reason === '' ? [formError('reason', 'Enter why the start was an error')] : tooLong('reason', 'Your reason', reason);
    if (errors.length > 0) {
      await this.#show(at, { values, errors, status: 422 });
      return;
    }
    const answer = await this.owners.give('pathway', `/trusts/${who.trust}/follow-ups/${followUp}/undo`, {
      token: who.token,
      body: { commandId: values['commandId'] ?? this.pages.newId(), seen: Number(values['seen']), reason: values['reason'] },
    });
    if (!answer.done) {
      await this.#show(at, { values, errors: [formError('reason', answer.sentence)], status: answer.status });
      return;
    }
    await goOn(this.pages, response, {
      receipt: answer.receipt,
      said: 'The start has been undone. Everything that was recorded stays in the history.',
      to: `/patients/${values['patient'] ?? ''}`,
    });
  }

  async #show(
    { who, followUp, response }: { readonly who: SignedIn; readonly followUp: string; readonly response: PageResponse },
    form: FilledIn,
  ): Promise<void> {
    const copy = await this.pages.copies.of(followUps).get(who.trust, followUp);
    if (copy === undefined) throw new Refused(404, 'not-found', 'Page not found');
    const { file } = await openFile(this.pages, who, {
      patient: copy.patient,
      page: 'the form to undo a start',
      how: howTheyCame(response.req),
    });
    await this.pages.send(response, {
      template: 'undo/undo.njk',
      title: 'Undo the start of this follow-up',
      section: 'Patients',
      status: form.status,
      back: { href: `/patients/${file.patient._id}`, text: 'Patient' },
      model: {
        identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()),
        patient: file.patient._id,
        seen: copy.published,
        commandId: form.values['commandId'] ?? this.pages.newId(),
        ...fieldsOfForm(form),
        left: lettersThatLeft(file.letters, followUp),
        reviews: Object.keys(copy.reviews).length,
        started: date(copy.startedAt.slice(0, 10)),
        title_: copy.protocol.title,
      },
    });
  }
}
