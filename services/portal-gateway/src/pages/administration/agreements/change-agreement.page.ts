import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { FeedAgreement } from '@rms/contracts';
import { hasRole } from '@rms/identity';
import { whatChanges } from '@rms/intake/pure';
import { Refused } from '@rms/service-kit';
import type { Answer, Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { draftAskedFor, draftOf, draftOrBack, dropDraft, keepDraft } from '../../drafts.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn, type Values } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { blank, processingIds, readAgreement, unreadTests, valuesOf } from './agreement.reading.js';
import { agreementOf, everyAgreement, maySpeakFor, testsThatAreRead, type Agreed } from './agreements-of.js';

interface At {
  readonly who: SignedIn;
  /** `new`, or the id of the feed. */
  readonly feed: string;
  readonly found: Agreed | undefined;
  readonly response: PageResponse;
}
const kind = 'agreement';
const processingWords = { P: 'P, production', T: 'T, training', D: 'D, debugging' } as const;

/** A new feed, or another agreement with one, in two steps: the form, then what it will do. */
@Controller('administration/feeds/:feed/change')
@ForRoles('trust-admin', 'platform-admin')
export class ChangeAgreementPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param('feed') feed: string, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at(who, feed, response);
    const draft = draftOf(response.req, draftAskedFor(response.req), { kind, about: feed });
    const values = draft?.values ?? (at.found === undefined ? { ...blank, trusts: who.trust } : valuesOf(at.found.agreement));
    await this.#show(at, { values, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Param('feed') feed: string, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at(who, feed, response);
    const values = fieldsOf(response.req.body);
    const { errors } = await this.#read(at, values);
    if (errors.length > 0) {
      await this.#show(at, { values, errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { kind, about: feed, values }, () => this.pages.newId());
    response.redirect(303, `/administration/feeds/${feed}/change/${draft}`);
  }

  @Get(':draft')
  async check(
    @Who() who: SignedIn,
    @Param() { feed, draft: id }: { readonly feed: string; readonly draft: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const at = await this.#at(who, feed, response);
    const draft = this.#draft(at, id);
    if (draft === undefined) return;
    const { agreement } = await this.#read(at, draft.values);
    await this.pages.send(response, {
      template: 'administration/agreements/change-agreement-check.njk',
      title: 'Check before you record this agreement',
      section: 'Administration',
      hideFresh: true,
      back: { href: `/administration/feeds/${feed}/change?draft=${id}`, text: at.found === undefined ? 'New feed' : 'Agreement' },
      model: {
        feed,
        name: agreement.name,
        changes: whatChanges(at.found?.agreement, agreement, (ods) => this.pages.trustName(ods)),
        unread: unreadTests(agreement, await testsThatAreRead(this.pages.copies)),
      },
    });
  }

  @Post(':draft')
  async record(
    @Who() who: SignedIn,
    @Param() { feed, draft: id }: { readonly feed: string; readonly draft: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const at = await this.#at(who, feed, response);
    const draft = this.#draft(at, id);
    if (draft === undefined) return;
    const { agreement } = await this.#read(at, draft.values);
    const answer = await this.#give(at, agreement, draft);
    if (!answer.done) {
      const errors = answer.fields.map(({ field, sentence }) => formError(field, sentence));
      // Whoever tries again is shown first what it changes of what holds now.
      const { seen: _, ...typed } = draft.values;
      await this.#show(at, {
        values: answer.code === 'overtaken' ? typed : draft.values,
        errors: errors.length > 0 ? errors : [formError('name', answer.sentence)],
        status: answer.status,
      });
      return;
    }
    dropDraft(response.req, id);
    await goOn(this.pages, response, {
      receipt: answer.receipt,
      said: 'The agreement is recorded and holds for the next message.',
      to: `/administration/feeds/${answer.receipt.stream.slice(-36)}`,
      meanwhile: '/administration/feeds',
    });
  }

  #give({ who, feed, found }: At, agreement: FeedAgreement, { commandId, values }: Draft): Promise<Answer> {
    const { feed: _, anyFacility: __, ...said } = agreement;
    return found === undefined
      ? this.owners.give('registration', `/trusts/${who.trust}/feeds`, { token: who.token, body: { commandId, ...said } })
      : this.owners.give('registration', `/trusts/${who.trust}/feeds/${feed}`, {
          token: who.token,
          body: { commandId, seen: Number(values['seen']), ...said },
        });
  }

  async #at(who: SignedIn, feed: string, response: PageResponse): Promise<At> {
    const found = feed === 'new' ? undefined : await agreementOf(this.pages.copies, who, feed);
    if (feed !== 'new' && found === undefined) throw new Refused(404, 'not-found', 'Page not found');
    if (found !== undefined && !maySpeakFor(who, found.agreement.trusts))
      throw new Refused(
        403,
        'trusts-not-yours',
        'This feed reports to several trusts. The platform’s administrator changes its agreement.',
      );
    return { who, feed, found, response };
  }

  #draft({ feed, response }: At, id: string): Draft | undefined {
    return draftOrBack(response, { id, purpose: { kind, about: feed }, back: '/administration/feeds' });
  }

  async #read({ who, feed, found }: At, values: Values): Promise<ReturnType<typeof readAgreement>> {
    return readAgreement(values, {
      feed,
      anyFacility: found?.agreement.anyFacility ?? false,
      others: (await everyAgreement(this.pages.copies)).filter(({ _id }) => _id !== feed).map(({ agreement }) => agreement),
      onlyTrust: hasRole(who.person, 'platform-admin') ? undefined : who.trust,
    });
  }

  async #show({ who, feed, found, response }: At, form: FilledIn): Promise<void> {
    await this.pages.send(response, {
      template: 'administration/agreements/change-agreement.njk',
      title: found === undefined ? 'New feed' : `Agreement with ${found.agreement.name}`,
      section: 'Administration',
      status: form.status,
      hideFresh: true,
      back:
        found === undefined
          ? { href: '/administration/feeds', text: 'Feed agreements' }
          : { href: `/administration/feeds/${feed}`, text: found.agreement.name },
      model: {
        feed,
        seen: form.values['seen'] ?? found?.published ?? 0,
        choosesTrusts: hasRole(who.person, 'platform-admin'),
        trust: this.pages.trustName(who.trust),
        anyFacility: found?.agreement.anyFacility ?? false,
        processing: processingIds.map((id) => ({
          name: `processing-${id}`,
          id: `processing-${id}`,
          value: 'yes',
          text: processingWords[id],
          checked: form.values[`processing-${id}`] === 'yes',
        })),
        ...fieldsOfForm(form),
      },
    });
  }
}
