import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { ReviewDecision } from '@rms/contracts';
import { hasRole, type Person } from '@rms/identity';
import { Refused } from '@rms/service-kit';
import { followUps, type ReviewCopy } from '../../copies/follow-ups.projection.js';
import type { Answer, Owners } from '../../owners/owners.js';
import { followUpModel, type FollowUpModel } from '../../patient-page/follow-up.model.js';
import type { TestedModel } from '../../patient-page/tested.model.js';
import { roleWords, ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { identityOf } from '../../words.js';
import { testsToCome } from '../../worklist/tests-to-come.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft } from '../drafts.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn } from '../form.js';
import { goOn } from '../owner-answer.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile, versionOf } from '../patient/patient.page.js';
import { sendConflict } from './conflict.js';
import { effectsOf } from './effects.model.js';
import { evidenceOf } from './evidence.model.js';
import { pathOf, type OpenedReview, type Place } from './opened-review.js';
import { offeredFor, readReview } from './review.reading.js';

const kind = 'review';
const weekMs = 7 * 24 * 3600 * 1000;
const weeksUntil = (today: string, by: string): string => String(Math.max(1, Math.round((Date.parse(by) - Date.parse(today)) / weekMs)));

/** A decision as typed and read again: what somebody is about to record. */
interface Typed {
  readonly decision: ReviewDecision;
  readonly reason: string;
  readonly draft: Draft;
}
const reviewerWords = (person: Person): string =>
  `${person.name}, ${roleWords(person).toLowerCase()}, ${person.registration === undefined ? 'no registration number on record' : `registered as ${person.registration}`}`;

const mayDecide = ({ person }: SignedIn): boolean =>
  hasRole(person, 'clinical-nurse-specialist', 'consultant') && person.registration !== undefined;
// The owner asks again; nobody should type in vain.
const mustDecide = (who: SignedIn): void => {
  if (!mayDecide(who))
    throw new Refused(403, 'role-may-not', 'A clinical nurse specialist or consultant with a registration number on record decides here.');
};

/** What has been found by the kind of test that a review is about; by every kind where it is about none. */
const testedIn = ({ tested }: FollowUpModel, { file }: OpenedReview, { result }: ReviewCopy): readonly TestedModel[] => {
  const analyte = file.results.find((copy) => copy._id === result)?.reports.at(-1)?.report.analyte;
  return analyte === undefined ? tested : tested.filter((one) => one.analyte === analyte);
};

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
    const at = await this.#open({ who, place, response });
    const draft = draftOf(response.req, draftAskedFor(response.req), { kind, about: place.review });
    await this.#show(at, { values: draft?.values ?? {}, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    mustDecide(who);
    const at = await this.#open({ who, place, response });
    const values = fieldsOf(response.req.body);
    const read = readReview(values, this.pages.today());
    if (!read.ok) {
      await this.#show(at, { values, errors: read.errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { kind, about: place.review, values }, () => this.pages.newId());
    response.redirect(303, `${pathOf(place)}/check/${draft}`);
  }

  @Get('check/:draft')
  async check(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#open({ who, place, response });
    const typed = this.#typed(at);
    if (typed === undefined) {
      response.redirect(303, pathOf(place));
      return;
    }
    const review = at.copy.reviews[place.review];
    const shown = at.copy.readings[review?.result ?? ''];
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
        ...effectsOf(at.file, at.copy, { decision: typed.decision, review }),
        reading: review?.reading,
        result: shown === undefined ? undefined : `${shown.shown} ${shown.unit}`,
        by: reviewerWords(who.person),
      },
    });
  }

  @Post('check/:draft')
  async record(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = await this.#open({ who, place, response });
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
    const answer = await this.owners.give('pathway', `/trusts/${at.who.trust}${pathOf(place)}`, {
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

  async #recorded({ place, response }: OpenedReview, answer: Extract<Answer, { readonly done: true }>): Promise<void> {
    dropDraft(response.req, place.draft ?? '');
    await goOn(this.pages, response, { receipt: answer.receipt, said: 'Your decision is recorded.', to: '/worklist' });
  }

  #typed({ response, place }: OpenedReview): Typed | undefined {
    const draft = draftOf(response.req, place.draft ?? '', { kind, about: place.review });
    const read = draft === undefined ? undefined : readReview(draft.values, this.pages.today());
    return draft === undefined || read?.ok !== true ? undefined : { decision: read.decision, reason: read.reason, draft };
  }

  async #open({ who, place, response }: Pick<OpenedReview, 'who' | 'place' | 'response'>): Promise<OpenedReview> {
    const copy = await this.pages.copies.of(followUps).get(who.trust, place.followUp);
    if (copy === undefined) throw new Refused(404, 'not-found', 'Page not found');
    const opened = await openFile(this.pages, who, { patient: copy.patient, page: 'the review page', how: howTheyCame(response.req) });
    return {
      ...opened,
      place,
      copy,
      response,
      identity: identityOf(bannerOf(opened.file.patient, opened.file.followUps), this.pages.today()),
    };
  }

  async #show(at: OpenedReview, form: FilledIn): Promise<void> {
    const review = at.copy.reviews[at.place.review];
    if (review === undefined) {
      await sendConflict(this.pages, at, undefined);
      return;
    }
    const context = await this.pages.contextFor(at.who);
    const followUp = followUpModel(at.file, at.copy, context);
    const protocol = context.protocolOf(at.copy.protocol.protocol, at.copy.protocol.version);
    const tested = testedIn(followUp, at, review);
    const [only] = tested.length === 1 ? tested : [];
    const evidence = evidenceOf(at.file, at.copy, {
      review,
      model: { doubling: only?.doubling ?? '', name: only?.name },
      checkFirst: protocol?.checkFirst ?? [],
    });
    await this.pages.send(at.response, {
      template: 'review/review.njk',
      title: evidence.heading,
      section: 'Worklist',
      status: form.status,
      back: { href: '/worklist', text: 'Worklist' },
      model: {
        identity: at.identity,
        path: pathOf(at.place),
        evidence,
        tested,
        missed: followUp.missed.find(({ test }) => test === review.test),
        patient: at.file.patient._id,
        version: versionOf(at.file),
        next: followUp.next.test,
        ...this.#formModel(at, review, form),
      },
    });
  }

  #formModel({ who, copy }: OpenedReview, review: ReviewCopy, { values, errors }: FilledIn): object {
    const proposed = review.proposes?.kind === 'repeat' ? review.proposes.by : undefined;
    return {
      seen: values['seen'] ?? copy.published,
      offered: offeredFor(review.about, { hasTests: copy.tests.length > 0, toCome: testsToCome(copy).length }),
      about: review.about,
      proposed,
      ...fieldsOfForm({ values: { weeks: proposed === undefined ? '' : weeksUntil(this.pages.today(), proposed), ...values }, errors }),
      mayDecide: mayDecide(who),
    };
  }
}
