import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { present } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import { followUps, type FollowUpCopy } from '../../copies/follow-ups.projection.js';
import type { Owners } from '../../owners/owners.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import { ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { date, identityOf } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft } from '../drafts.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn } from '../form.js';
import { goOn } from '../owner-answer.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';
import { resumeEffects, suspendEffects } from './suspension.model.js';
import { readSuspension } from './suspension.reading.js';

interface Place {
  readonly followUp: string;
  readonly draft?: string;
}
interface Opened {
  readonly who: SignedIn;
  readonly place: Place;
  readonly response: PageResponse;
  readonly file: PatientFile;
  readonly copy: FollowUpCopy;
}
const kind = 'suspension';
const pathOf = ({ followUp }: Place): string => `/follow-ups/${followUp}/suspension`;
const isSuspended = ({ copy }: Opened): boolean => copy.missed.suspension !== undefined;

const orderOf = (reviewOn: string | undefined): { readonly path: string; readonly recorded: string } =>
  reviewOn === undefined
    ? { path: '/end', recorded: 'Follow-up goes on.' }
    : { path: '', recorded: `Follow-up is suspended until ${date(reviewOn)}.` };

/** Suspending a follow-up until a date, and taking it up again: the form, what it will do, the recording. */
@Controller('follow-ups/:followUp/suspension')
@ForRoles('clinical-nurse-specialist', 'consultant')
export class SuspensionPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#open(who, place, response);
    const draft = draftOf(response.req, draftAskedFor(response.req), { kind, about: place.followUp });
    await this.#show(at, { values: draft?.values ?? {}, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#open(who, place, response);
    const values = fieldsOf(response.req.body);
    const read = readSuspension(values, this.pages.today(), isSuspended(at));
    if (!read.ok) {
      await this.#show(at, { values, errors: read.errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { kind, about: place.followUp, values }, () => this.pages.newId());
    response.redirect(303, `${pathOf(place)}/check/${draft}`);
  }

  @Get('check/:draft')
  async check(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#open(who, place, response);
    const read = this.#read(at, this.#draft(at));
    if (read?.ok !== true) {
      response.redirect(303, pathOf(place));
      return;
    }
    const { reason, reviewOn } = read;
    await this.pages.send(response, {
      template: 'suspension/suspension-check.njk',
      title: 'What this will do',
      section: 'Patients',
      back: { href: `${pathOf(place)}?draft=${place.draft ?? ''}`, text: 'Change it' },
      model: {
        ...this.#frame(at),
        draft: place.draft,
        reason,
        reviewOn: reviewOn === undefined ? undefined : date(reviewOn),
        effects: reviewOn === undefined ? resumeEffects(at.copy, this.pages.today()) : suspendEffects(at.copy, reviewOn),
      },
    });
  }

  @Post('check/:draft')
  async record(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#open(who, place, response);
    const draft = this.#draft(at);
    const read = this.#read(at, draft);
    if (draft === undefined || read?.ok !== true) {
      response.redirect(303, pathOf(place));
      return;
    }
    const { path, recorded } = orderOf(read.reviewOn);
    const answer = await this.owners.give('pathway', `/trusts/${who.trust}${pathOf(place)}${path}`, {
      token: who.token,
      body: {
        commandId: draft.commandId,
        seen: Number(draft.values['seen']),
        reason: read.reason,
        ...present({ reviewOn: read.reviewOn }),
      },
    });
    if (!answer.done) {
      await this.#show(at, { values: draft.values, errors: [formError('reason', answer.sentence)], status: answer.status });
      return;
    }
    dropDraft(response.req, place.draft ?? '');
    await goOn(this.pages, response, { receipt: answer.receipt, said: recorded, to: `/patients/${at.file.patient._id}` });
  }

  #draft({ response, place }: Opened): Draft | undefined {
    return draftOf(response.req, place.draft ?? '', { kind, about: place.followUp });
  }

  #read(at: Opened, draft: Draft | undefined): ReturnType<typeof readSuspension> | undefined {
    return draft === undefined ? undefined : readSuspension(draft.values, this.pages.today(), isSuspended(at));
  }

  async #open(who: SignedIn, place: Place, response: PageResponse): Promise<Opened> {
    const copy = await this.pages.copies.of(followUps).get(who.trust, place.followUp);
    if (copy === undefined) throw new Refused(404, 'not-found', 'Page not found');
    const { file } = await openFile(this.pages, who, {
      patient: copy.patient,
      page: 'the form to suspend a follow-up',
      how: howTheyCame(response.req),
    });
    return { who, place, response, file, copy };
  }

  #frame(at: Opened): object {
    const { file, copy, place } = at;
    return {
      identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()),
      patient: file.patient._id,
      path: pathOf(place),
      protocol: copy.protocol.title,
      suspended: isSuspended(at),
      until: date(copy.missed.suspension?.reviewOn),
      because: copy.missed.suspension?.reason,
      ended: copy.phase === 'ended',
    };
  }

  async #show(at: Opened, form: FilledIn): Promise<void> {
    await this.pages.send(at.response, {
      template: 'suspension/suspension.njk',
      title: isSuspended(at) ? 'Take follow-up up again' : 'Suspend follow-up',
      section: 'Patients',
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
