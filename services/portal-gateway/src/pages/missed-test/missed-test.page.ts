import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Refused } from '@rms/service-kit';
import { followUps, type FollowUpCopy } from '../../copies/follow-ups.projection.js';
import type { Owners } from '../../owners/owners.js';
import { missedTestsOf, type MissedTestModel } from '../../patient-page/missed-tests.model.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import { ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { identityOf } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft } from '../drafts.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn, type FormError } from '../form.js';
import { goOn } from '../owner-answer.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';
import { callEffects, callWords } from './call.model.js';
import { readCall } from './call.reading.js';

interface Place {
  readonly followUp: string;
  readonly test: string;
  readonly draft?: string;
}
interface Opened {
  readonly who: SignedIn;
  readonly place: Place;
  readonly response: PageResponse;
  readonly file: PatientFile;
  readonly copy: FollowUpCopy;
  readonly missed: MissedTestModel | undefined;
}
const kind = 'call';
const pathOf = ({ followUp, test }: Place): string => `/follow-ups/${followUp}/missed-tests/${test}`;

const refusedIn = ({ code, sentence }: { readonly code: string; readonly sentence: string }): FormError =>
  code.startsWith('date-') ? formError('on', sentence, 'on-day') : formError('outcome', sentence);

/** A telephone call about a missed test: the form, what it will do, the recording. */
@Controller('follow-ups/:followUp/missed-tests/:test')
@ForRoles('clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator')
export class MissedTestPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#open(who, place, response);
    const draft = draftOf(response.req, draftAskedFor(response.req), { kind, about: place.test });
    await this.#show(at, { values: draft?.values ?? {}, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#open(who, place, response);
    const values = fieldsOf(response.req.body);
    const read = readCall(values, this.pages.today());
    if (!read.ok) {
      await this.#show(at, { values, errors: read.errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { kind, about: place.test, values }, () => this.pages.newId());
    response.redirect(303, `${pathOf(place)}/check/${draft}`);
  }

  @Get('check/:draft')
  async check(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#open(who, place, response);
    const draft = this.#draft(at);
    const read = draft === undefined ? undefined : readCall(draft.values, this.pages.today());
    if (read?.ok !== true) {
      response.redirect(303, pathOf(place));
      return;
    }
    const ladder = at.copy.missed.ladders[place.test] ?? { step: 'overdue', inVain: 0 };
    await this.pages.send(response, {
      template: 'missed-test/call-check.njk',
      title: 'What this will do',
      section: 'Worklist',
      back: { href: `${pathOf(place)}?draft=${place.draft ?? ''}`, text: 'Record a call' },
      model: {
        ...this.#frame(at),
        draft: place.draft,
        words: callWords(read.call),
        note: read.call.note,
        effects: callEffects(read.call, ladder),
      },
    });
  }

  @Post('check/:draft')
  async record(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#open(who, place, response);
    const draft = this.#draft(at);
    const read = draft === undefined ? undefined : readCall(draft.values, this.pages.today());
    if (draft === undefined || read?.ok !== true) {
      response.redirect(303, pathOf(place));
      return;
    }
    const answer = await this.owners.give('pathway', `/trusts/${who.trust}${pathOf(place)}/call`, {
      token: who.token,
      body: { commandId: draft.commandId, seen: Number(draft.values['seen']), ...read.call },
    });
    if (!answer.done) {
      await this.#show(at, { values: draft.values, errors: [refusedIn(answer)], status: answer.status });
      return;
    }
    dropDraft(response.req, place.draft ?? '');
    await goOn(this.pages, response, { receipt: answer.receipt, said: 'The call is recorded.', to: `/patients/${at.file.patient._id}` });
  }

  #draft({ response, place }: Opened): Draft | undefined {
    return draftOf(response.req, place.draft ?? '', { kind, about: place.test });
  }

  async #open(who: SignedIn, place: Place, response: PageResponse): Promise<Opened> {
    const copy = await this.pages.copies.of(followUps).get(who.trust, place.followUp);
    if (copy === undefined) throw new Refused(404, 'not-found', 'Page not found');
    const { file } = await openFile(this.pages, who, {
      patient: copy.patient,
      page: 'the form about a missed test',
      how: howTheyCame(response.req),
    });
    const context = await this.pages.contextFor(who);
    const protocol = context.protocolOf(copy.protocol.protocol, copy.protocol.version);
    const missed = missedTestsOf(copy, { today: context.today, letters: file.letters }, protocol).find(({ test }) => test === place.test);
    return { who, place, response, file, copy, missed };
  }

  #frame({ file, place, missed }: Opened): object {
    return {
      identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()),
      patient: file.patient._id,
      path: pathOf(place),
      missed,
      phone: file.patient.demographics.phone,
    };
  }

  async #show(at: Opened, form: FilledIn): Promise<void> {
    await this.pages.send(at.response, {
      template: 'missed-test/call.njk',
      title: 'Record a call about a missed test',
      section: 'Worklist',
      status: form.status,
      back: { href: `/patients/${at.file.patient._id}`, text: 'Patient' },
      model: {
        ...this.#frame(at),
        seen: form.values['seen'] ?? at.copy.published,
        ...fieldsOfForm(form),
      },
    });
  }
}
