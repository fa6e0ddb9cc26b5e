import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Refused } from '@rms/service-kit';
import { letters, type LetterCopy } from '../../copies/letters.projection.js';
import type { Answer, Owners } from '../../owners/owners.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import { stateOf } from '../../patient-page/letter-rows.js';
import { ForRoles, patientReaders, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { date, identityOf } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { dateTyped, fieldsOf, fieldsOfForm, formError, tooLong, type FilledIn, type FormError, type Values } from '../form.js';
import { draftAskedFor, draftOf, keepDraft } from '../drafts.js';
import { goOn } from '../owner-answer.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';
import { actsFor, mayBeRepeated, routes, type Act } from './letter-acts.model.js';
import { errorsInReturn } from './returned-post.reading.js';
import { companionOf, stepsOf, tagOf, titleOf } from './letter.model.js';

const kind = 'letter';
type At = { readonly who: SignedIn; readonly letter: string; readonly response: PageResponse };
interface Opened {
  readonly copy: LetterCopy;
  readonly file: PatientFile;
  readonly who: SignedIn;
}

/** One letter: where it is, what it says, and what is to be done. Every act is shown before it is recorded. */
@Controller('letters/:letter')
@ForRoles(...patientReaders)
export class LetterPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async show(@Who() who: SignedIn, @Param('letter') letter: string, @Res() response: PageResponse): Promise<void> {
    const draft = draftOf(response.req, draftAskedFor(response.req), { kind, about: letter });
    await this.#show({ who, letter, response }, { values: draft?.values ?? {}, errors: [], status: 200 });
  }

  @Get('page')
  async page(@Who() who: SignedIn, @Param('letter') letter: string, @Res() response: PageResponse): Promise<void> {
    const { who: here } = await this.#open({ who, letter, response }, 'the page of a letter');
    await this.#sendDocument({ who: here, letter, response }, 'page');
  }

  /** The page as it was written one time, also of a letter that was written anew since. */
  @Get('pages/:sha256')
  async pageAsWritten(
    @Who() who: SignedIn,
    @Param() asked: { letter: string; sha256: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const { letter, sha256 } = asked;
    const { who: here } = await this.#open({ who, letter, response }, 'a page of a letter as it was written');
    await this.#sendDocument({ who: here, letter, response }, `pages/${encodeURIComponent(sha256)}`);
  }

  async #sendDocument({ who, letter, response }: At, path: string): Promise<void> {
    const found = await this.owners.document('letters', `/trusts/${who.trust}/letters/${letter}/${path}`, who.token);
    if (found === undefined) throw new Refused(404, 'not-found', 'Page not found');
    response.type(found.type).set('cache-control', 'no-store').set('content-disposition', 'inline').send(Buffer.from(found.bytes));
  }

  @Post()
  async act(@Who() who: SignedIn, @Param('letter') letter: string, @Res() response: PageResponse): Promise<void> {
    const at = { who, letter, response };
    const values = fieldsOf(response.req.body);
    const opened = await this.#open(at, 'a letter');
    const acts = actsOf(opened);
    if (mayBeRepeated(acts, values)) {
      await this.#record(at, opened, values);
      return;
    }
    const act = acts.find(({ key }) => key === values['act']);
    const errors = errorsIn(act, values, this.pages.today());
    if (act === undefined || errors.length > 0) {
      await this.#show(at, { values, errors, status: 422 }, opened);
      return;
    }
    await (values['checked'] === 'yes' ? this.#record(at, opened, values) : this.#check(at, opened, { act, values }));
  }

  async #record(at: At, opened: Opened, values: Values): Promise<void> {
    const answer = await this.#give(opened, values);
    if (!answer.done) {
      await this.#show(at, { values: {}, errors: [formError('act', answer.sentence)], status: answer.status }, opened);
      return;
    }
    await goOn(this.pages, at.response, { receipt: answer.receipt, said: 'Recorded.', to: `/letters/${at.letter}` });
  }

  #give({ copy, who }: Opened, values: Values): Promise<Answer> {
    const [path, body] = routes[values['act'] ?? ''] ?? ['', () => ({})];
    return this.owners.give('letters', `/trusts/${who.trust}/letters/${copy._id}/${path}`, {
      token: who.token,
      body: {
        commandId: values['commandId'] ?? this.pages.newId(),
        seen: Number(values['seen']),
        ...body(values['reason'] ?? '', dateTyped(values, 'on')),
      },
    });
  }

  async #open({ who, letter, response }: At, page: string): Promise<Opened> {
    for (const trust of who.person.trusts) {
      const copy = await this.pages.copies.of(letters).get(trust, letter);
      if (copy === undefined) continue;
      const { file, who: here } = await openFile(
        this.pages,
        { ...who, trust },
        { patient: copy.patient, page, how: howTheyCame(response.req) },
      );
      return { copy, file, who: here };
    }
    throw new Refused(404, 'not-found', 'Page not found');
  }

  async #check({ response }: At, { copy, file }: Opened, { act, values }: { readonly act: Act; readonly values: Values }): Promise<void> {
    const typed = Object.fromEntries(kept.map((field) => [field, values[field] ?? '']));
    const draft = keepDraft(response.req, { kind, about: copy._id, values: typed }, () => this.pages.newId());
    await this.pages.send(response, {
      template: 'letters/letter-check.njk',
      title: act.text,
      section: 'Letters',
      back: { href: `/letters/${copy._id}?draft=${draft}`, text: 'Change it' },
      model: {
        identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()),
        act,
        values,
        day: act.needsDay ? date(dateTyped(values, 'on')) : '',
        letter: copy._id,
        to: copy.draft?.to ?? [],
        about: copy.letter?.says ?? '',
      },
    });
  }

  async #show(at: At, form: FilledIn, known?: Opened): Promise<void> {
    const opened = known ?? (await this.#open(at, 'a letter'));
    const { copy, file, who } = opened;
    const context = await this.pages.contextFor(who);
    const today = this.pages.today();
    const companion = companionOf(copy, file.letters);
    await this.pages.send(at.response, {
      template: 'letters/letter.njk',
      title: titleOf(copy),
      section: 'Letters',
      status: form.status,
      back: { href: '/letters', text: 'Letters' },
      model: {
        identity: identityOf(bannerOf(file.patient, file.followUps), today),
        patient: file.patient._id,
        letter: copy._id,
        heading: titleOf(copy),
        about: copy.letter?.says ?? '',
        isToGp: copy.letter?.to === 'gp',
        mark: tagOf(copy, today),
        steps: stepsOf(copy, context),
        held: copy.held,
        need: copy.need === undefined ? undefined : { ...copy.need, by: date(copy.need.by) },
        companion: companion === undefined ? undefined : { letter: companion._id, ...stateOf(companion, today) },
        next: copy.next,
        draft: copy.draft,
        acts: actsOf(opened),
        seen: form.values['seen'] ?? copy.published,
        commandId: this.pages.newId(),
        ...fieldsOfForm(form),
      },
    });
  }
}

const actsOf = ({ copy, file, who }: Opened): readonly Act[] => actsFor(copy, who.person.roles, file.patient.demographics.address);

// What is shown before it is recorded, and comes back with whoever changes it.
const kept = ['act', 'reason', 'on-day', 'on-month', 'on-year'];

const errorsIn = (act: Act | undefined, values: Values, today: string): readonly FormError[] => {
  if (act === undefined) return [formError('act', 'Choose what to do')];
  if (act.needsDay) return errorsInReturn(values, today);
  const { reason = '' } = values;
  if (act.needsReason && reason === '') return [formError('reason', 'Enter your reason, or how you know')];
  return tooLong('reason', 'Your note', reason);
};
