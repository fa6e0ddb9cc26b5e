import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Refused } from '@rms/service-kit';
import { followUps, type FollowUpCopy, type ReviewCopy } from '../../copies/follow-ups.projection.js';
import type { Answer, Owners } from '../../owners/owners.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import { patientPageOf, type FollowUpModel } from '../../patient-page/patient-page.model.js';
import { roleWords, ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { identityOf, type Identity } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { draftOf, dropDraft, errorsByField, fieldsOf, formError, keepDraft, type FormError } from '../drafts.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile, versionOf } from '../patient/patient.page.js';
import { sendConflict } from './conflict.js';
import { effectsOf, evidenceOf } from './review.model.js';
import { offeredFor, readReview } from './review.reading.js';

interface Place {
  readonly followUp: string;
  readonly review: string;
  readonly draft?: string;
}
export interface At {
  readonly who: SignedIn;
  readonly place: Place;
  readonly file: PatientFile;
  readonly copy: FollowUpCopy;
  readonly response: PageResponse;
  readonly identity: Identity;
}
type Values = Readonly<Record<string, string>>;
const kind = 'review';

/** A clinician's decision on one review: the evidence, the form, what it will do, the recording. One patient at a time, never in bulk. */
@Controller('follow-ups/:followUp/reviews/:review')
@ForRoles('clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator')
export class ReviewPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at({ who, place, response });
    const draft = draftOf(response.req, String(response.req.query['draft'] ?? ''), { kind, about: place.review });
    await this.#show(at, { values: draft?.values ?? {}, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at({ who, place, response });
    const values = fieldsOf(response.req.body);
    const read = readReview(values, this.pages.today());
    if (!read.ok) {
      await this.#show(at, { values, errors: read.errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { kind, about: place.review, values });
    response.redirect(303, `/follow-ups/${place.followUp}/reviews/${place.review}/check/${draft}`);
  }

  @Get('check/:draft')
  async check(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at({ who, place, response });
    const typed = this.#typed(at);
    if (typed === undefined) {
      response.redirect(303, `/follow-ups/${place.followUp}/reviews/${place.review}`);
      return;
    }
    const { reading } = this.#reviewOf(at) ?? {};
    const shown = at.copy.readings[this.#reviewOf(at)?.result ?? ''];
    await this.pages.send(response, {
      template: 'review/review-check.njk',
      title: 'What this will do',
      section: 'Worklist',
      back: { href: `${pathOf(place)}?draft=${place.draft ?? ''}`, text: 'Review' },
      model: {
        identity: at.identity,
        place,
        path: pathOf(place),
        draft: place.draft,
        reason: typed.reason,
        ...effectsOf(at.file, at.copy, typed.decision),
        reading,
        result: shown === undefined ? undefined : `${shown.shown} ${shown.unit}`,
        by: `${who.person.name}, ${roleWords(who.person).toLowerCase()}${who.person.registration === undefined ? ', no registration number on record' : `, registered as ${who.person.registration}`}`,
      },
    });
  }

  @Post('check/:draft')
  async record(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at({ who, place, response });
    const typed = this.#typed(at);
    if (typed === undefined) {
      response.redirect(303, pathOf(place));
      return;
    }
    const body = {
      commandId: typed.draft.commandId,
      seen: Number(typed.draft.values['seen']),
      decision: typed.decision,
      reason: typed.reason,
    };
    const answer = await this.owners.give('pathway', `/trusts/${at.who.trust}/follow-ups/${place.followUp}/reviews/${place.review}`, {
      token: who.token,
      body,
    });
    if (answer.done) {
      await this.#recorded(at, answer);
      return;
    }
    if (answer.code === 'overtaken' || answer.code === 'no-such-review') {
      await sendConflict(this.pages, at, { decision: typed.decision, reason: typed.reason, seen: body.seen });
      return;
    }
    await this.#show(at, { values: typed.draft.values, errors: [formError('decision', answer.sentence)], status: answer.status });
  }

  async #recorded({ place, response }: At, answer: Extract<Answer, { readonly done: true }>): Promise<void> {
    dropDraft(response.req, place.draft ?? '');
    const arrived = await this.pages.arrivals.has(answer.receipt.stream, answer.receipt.published, 1000);
    response.req.session.flash = arrived ? 'Your decision is recorded.' : 'Recorded, updating.';
    response.redirect(303, '/worklist');
  }

  #typed(
    at: At,
  ):
    | {
        readonly decision: Extract<ReturnType<typeof readReview>, { readonly ok: true }>['decision'];
        readonly reason: string;
        readonly draft: Draft;
      }
    | undefined {
    const draft = draftOf(at.response.req, at.place.draft ?? '', { kind, about: at.place.review });
    const read = draft === undefined ? undefined : readReview(draft.values, this.pages.today());
    return draft === undefined || read?.ok !== true ? undefined : { decision: read.decision, reason: read.reason, draft };
  }

  #reviewOf({ copy, place }: At): ReviewCopy | undefined {
    return copy.reviews[place.review];
  }

  async #at({ who, place, response }: { readonly who: SignedIn; readonly place: Place; readonly response: PageResponse }): Promise<At> {
    const copy = await this.pages.copies.of(followUps).get(who.trust, place.followUp);
    if (copy === undefined) throw new Refused(404, 'not-found', 'Page not found');
    const opened = await openFile(this.pages, who, { patient: copy.patient, page: 'the review page', how: howTheyCame(response.req) });
    return { ...opened, place, copy, response, identity: identityOf(bannerOf(opened.file.patient), this.pages.today()) };
  }

  async #show(at: At, form: { readonly values: Values; readonly errors: readonly FormError[]; readonly status: number }): Promise<void> {
    const review = this.#reviewOf(at);
    if (review === undefined) {
      await sendConflict(this.pages, at, undefined);
      return;
    }
    const context = await this.pages.contextFor(at.who);
    const model = patientPageOf(at.file, context).followUps.find((each) => each.followUp === at.place.followUp) as FollowUpModel;
    const protocol = context.protocolOf(at.copy.protocol.protocol, at.copy.protocol.version);
    const proposed = review.proposes?.kind === 'repeat' ? review.proposes.by : undefined;
    await this.pages.send(at.response, {
      template: 'review/review.njk',
      title: evidenceOf(at.file, at.copy, { review, model, checkFirst: [] }).heading,
      section: 'Worklist',
      status: form.status,
      back: { href: '/worklist', text: 'Worklist' },
      model: {
        identity: at.identity,
        path: pathOf(at.place),
        seen: form.values['seen'] ?? at.copy.published,
        evidence: evidenceOf(at.file, at.copy, { review, model, checkFirst: protocol?.checkFirst ?? [] }),
        followUp: model,
        patient: at.file.patient._id,
        version: versionOf(at.file),
        offered: offeredFor(review.about),
        proposed,
        values: { weeks: proposed === undefined ? '' : weeksUntil(this.pages.today(), proposed), ...form.values },
        errors: form.errors,
        error: errorsByField(form.errors),
        mayDecide:
          ['clinical-nurse-specialist', 'consultant'].some((role) => at.who.person.roles.includes(role as never)) &&
          at.who.person.registration !== undefined,
        next: model.next.test,
      },
    });
  }
}

const pathOf = (place: Place): string => `/follow-ups/${place.followUp}/reviews/${place.review}`;
const weeksUntil = (today: string, by: string): string =>
  String(Math.max(1, Math.round((Date.parse(by) - Date.parse(today)) / (7 * 24 * 3600 * 1000))));
