import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { regionWide, present } from '@rms/nhs';
import type { Protocol } from '@rms/protocols';
import { Refused } from '@rms/service-kit';
import { inForce, protocols, teams, type ProtocolCopy } from '../../copies/others.projection.js';
import type { Owners } from '../../owners/owners.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { civil, date, identityOf, instant } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft } from '../drafts.js';
import { errorsByField, fieldsOf, formError, type FilledIn, type Values } from '../form.js';
import { goOn } from '../owner-answer.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';
import { startCheckOf } from './start-check.model.js';
import { startFormOf } from './start-form.model.js';
import { previewOf } from './start-preview.js';
import { readStart, streams, type Offered, type StartAnswers } from './start.reading.js';

interface At {
  readonly who: SignedIn;
  readonly file: PatientFile;
  readonly response: PageResponse;
}
const kind = 'start';

/** Starting a follow-up in two steps: the form, then what it will do. */
@Controller('patients/:patient/start')
@ForRoles('clinical-nurse-specialist', 'consultant')
export class StartPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at({ who, patient, response });
    const draft = draftOf(response.req, draftAskedFor(response.req), { kind, about: at.file.patient._id });
    await this.#show(at, { values: draft?.values ?? { whoseLimit: 'protocol', stream: 'self-management' }, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at({ who, patient, response });
    const values = fieldsOf(response.req.body);
    const read = readStart(values, await this.#offered(at));
    if (!read.ok) {
      await this.#show(at, { values, errors: read.errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { kind, about: at.file.patient._id, values }, () => this.pages.newId());
    response.redirect(303, `/patients/${at.file.patient._id}/start/check/${draft}`);
  }

  @Get('check/:draft')
  async check(
    @Who() who: SignedIn,
    @Param() place: { readonly patient: string; readonly draft: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const at = await this.#at({ who, patient: place.patient, response });
    const found = await this.#answersOf(at, place.draft);
    if (found === undefined) {
      response.redirect(303, `/patients/${at.file.patient._id}/start`);
      return;
    }
    const { answers } = found;
    const team = (await this.pages.copies.of(teams).get(at.who.trust, answers.team))?.name ?? '';
    await this.pages.send(response, {
      template: 'start/start-check.njk',
      title: 'Check before you start',
      section: 'Patients',
      back: { href: `/patients/${at.file.patient._id}/start?draft=${place.draft}`, text: 'Start a follow-up' },
      model: {
        identity: identityOf(bannerOf(at.file.patient, at.file.followUps), this.pages.today()),
        patient: at.file.patient._id,
        draft: place.draft,
        answers,
        team,
        stream: streams[answers.stream as keyof typeof streams],
        anchor: date(answers.anchorOn),
        check: startCheckOf(answers),
        preview: previewOf(answers, at.file.results, { today: this.pages.today(), bornOn: civil(at.file.patient.demographics.bornOn) }),
      },
    });
  }

  @Post('check/:draft')
  async confirm(
    @Who() who: SignedIn,
    @Param() place: { readonly patient: string; readonly draft: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const at = await this.#at({ who, patient: place.patient, response });
    const found = await this.#answersOf(at, place.draft);
    if (found === undefined) {
      response.redirect(303, `/patients/${at.file.patient._id}/start`);
      return;
    }
    const { answers, draft } = found;
    const { protocol, anchorOn, stream, team, personalLimit } = answers;
    const body = {
      commandId: draft.commandId,
      patient: at.file.patient._id,
      protocol: protocol.protocol,
      version: protocol.version,
      anchorOn,
      stream,
      team,
      ...present({ personalLimit }),
      ...(Object.keys(answers.answers).length === 0 ? {} : { answers: answers.answers }),
    };
    const answer = await this.owners.give('pathway', `/trusts/${at.who.trust}/follow-ups`, { token: at.who.token, body });
    if (!answer.done) {
      await this.#show(at, { values: draft.values, errors: [formError('protocol', answer.sentence)], status: answer.status });
      return;
    }
    dropDraft(response.req, place.draft);
    await goOn(this.pages, response, { receipt: answer.receipt, said: 'Follow-up started.', to: `/patients/${at.file.patient._id}` });
  }

  async #at({
    who,
    patient,
    response,
  }: {
    readonly who: SignedIn;
    readonly patient: string;
    readonly response: PageResponse;
  }): Promise<At> {
    const opened = await openFile(this.pages, who, { patient, page: 'the form to start a follow-up', how: howTheyCame(response.req) });
    if (opened.file.patient.died)
      throw new Refused(409, 'patient-died', 'This patient’s death has been recorded. A follow-up cannot be started.');
    return { ...opened, response };
  }

  async #signed(): Promise<readonly { readonly protocol: Protocol; readonly by: string; readonly at: string }[]> {
    const known: readonly ProtocolCopy[] = await this.pages.copies.of(protocols).find(regionWide, {});
    return known.map(inForce).filter((each) => each !== undefined);
  }

  async #offered({ who, file }: At): Promise<Offered> {
    const own = (await this.pages.copies.of(teams).find(who.trust, {})).filter((team) => team.receives.includes('reviews'));
    return {
      protocols: (await this.#signed()).map((each) => each.protocol),
      teams: own.map((team) => team._id),
      today: this.pages.today(),
      bornOn: civil(file.patient.demographics.bornOn),
    };
  }

  async #answersOf(
    at: At,
    id: string,
  ): Promise<{ readonly answers: StartAnswers; readonly draft: { readonly commandId: string; readonly values: Values } } | undefined> {
    const draft = draftOf(at.response.req, id, { kind, about: at.file.patient._id });
    const read = draft === undefined ? undefined : readStart(draft.values, await this.#offered(at));
    return draft === undefined || read?.ok !== true ? undefined : { answers: read.answers, draft };
  }

  async #show({ who, file, response }: At, form: FilledIn): Promise<void> {
    const own = (await this.pages.copies.of(teams).find(who.trust, {})).filter((team) => team.receives.includes('reviews'));
    const signed = await this.#signed();
    await this.pages.send(response, {
      template: 'start/start.njk',
      title: 'Start a follow-up',
      section: 'Patients',
      status: form.status,
      back: { href: `/patients/${file.patient._id}`, text: 'Patient' },
      model: {
        identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()),
        patient: file.patient._id,
        values: { ...(own.length === 1 ? { team: own[0]?._id } : {}), ...form.values },
        errors: form.errors,
        error: errorsByField(form.errors),
        streams,
        teams: own,
        form: startFormOf(signed.map(({ protocol, by, at }) => ({ protocol, by, on: instant(at).split(',')[0] ?? '' }))),
      },
    });
  }
}
