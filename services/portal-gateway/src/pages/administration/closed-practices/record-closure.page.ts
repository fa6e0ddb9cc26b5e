import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { counted, date } from '../../../words.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft, typedOrBack } from '../../drafts.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn, type FormError, type Values } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { frameFor } from '../administration-frame.js';
import { closedPracticesOf, patientsOfPractice } from './closed-practices-of.js';
import { readClosure, type ClosureTyped } from './closure.reading.js';

const backToList = { href: '/administration/closed-practices', text: 'Closed practices' };
// A refusal of the owner as the field that it is about.
const fieldOfRefusal: Readonly<Record<string, readonly [field: string, anchor: string]>> = {
  'practice-name-needed': ['name', 'name'],
  'closure-date-wrong': ['closedOn', 'closedOn-day'],
  'closure-too-far': ['closedOn', 'closedOn-day'],
  'closure-reason-needed': ['reason', 'reason'],
};

/** Recording that a practice closed, in two steps: the form, then what it will do. */
@Controller('administration/closed-practices/new')
@ForRoles('trust-admin', 'letters-clerk')
export class RecordClosurePage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const draft = draftOf(response.req, draftAskedFor(response.req), this.#purpose(who));
    await this.#show(who, response, { values: draft?.values ?? {}, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const read = readClosure(values, this.pages.today());
    const errors = read.ok ? await this.#errorsBeside(who, read.typed) : read.errors;
    if (errors.length > 0) {
      await this.#show(who, response, { values, errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { ...this.#purpose(who), values }, () => this.pages.newId());
    response.redirect(303, `/administration/closed-practices/new/${draft}`);
  }

  @Get(':draft')
  async check(@Who() who: SignedIn, @Param('draft') id: string, @Res() response: PageResponse): Promise<void> {
    const found = this.#draft(who, response, id);
    if (found === undefined) return;
    const count = await patientsOfPractice(this.pages.copies, who.trust, found.typed.ods);
    await this.pages.send(response, {
      template: 'administration/closed-practices/record-closure-check.njk',
      title: 'Check before you record this closure',
      section: frameFor(who).section,
      hideFresh: true,
      back: { href: `/administration/closed-practices/new?draft=${id}`, text: 'Record that a practice closed' },
      model: {
        typed: found.typed,
        closedOn: date(found.typed.closedOn),
        patients: counted(count, 'patient'),
        count,
        trust: this.pages.trustName(who.trust),
      },
    });
  }

  @Post(':draft')
  async record(@Who() who: SignedIn, @Param('draft') id: string, @Res() response: PageResponse): Promise<void> {
    const found = this.#draft(who, response, id);
    if (found === undefined) return;
    const { draft, typed } = found;
    const answer = await this.owners.give('letters', `/trusts/${who.trust}/practices/closures`, {
      token: who.token,
      body: { commandId: draft.commandId, seen: Number(draft.values['seen']), ...typed },
    });
    if (!answer.done) {
      const [field, anchor] = fieldOfRefusal[answer.code] ?? ['ods', 'ods'];
      const { seen: _, ...values } = draft.values;
      await this.#show(who, response, { values, errors: [formError(field, answer.sentence, anchor)], status: answer.status });
      return;
    }
    dropDraft(response.req, id);
    await goOn(this.pages, response, {
      receipt: answer.receipt,
      said: `Recorded. No letter goes to ${typed.name} from ${date(typed.closedOn)}.`,
      to: '/administration/closed-practices',
    });
  }

  #purpose({ trust }: SignedIn): Pick<Draft, 'kind' | 'about'> {
    return { kind: 'closed-practice', about: trust };
  }

  #draft(who: SignedIn, response: PageResponse, id: string): { readonly draft: Draft; readonly typed: ClosureTyped } | undefined {
    const read = (values: Values): ReturnType<typeof readClosure> => readClosure(values, this.pages.today());
    return typedOrBack(response, { id, purpose: this.#purpose(who), back: backToList.href, read });
  }

  async #errorsBeside({ trust }: SignedIn, { ods }: ClosureTyped): Promise<readonly FormError[]> {
    const { closed } = await closedPracticesOf(this.pages.copies, trust);
    return closed.some((each) => each.ods === ods) ? [formError('ods', 'This practice is recorded as closed already')] : [];
  }

  async #show(who: SignedIn, response: PageResponse, form: FilledIn): Promise<void> {
    await this.pages.send(response, {
      template: 'administration/closed-practices/record-closure.njk',
      title: 'Record that a practice closed',
      section: frameFor(who).section,
      status: form.status,
      hideFresh: true,
      back: backToList,
      model: {
        seen: form.values['seen'] ?? (await closedPracticesOf(this.pages.copies, who.trust)).seen,
        ...fieldsOfForm(form),
      },
    });
  }
}
