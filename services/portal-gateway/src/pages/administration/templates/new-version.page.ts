import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { LetterTemplate } from '@rms/contracts';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft } from '../../drafts.js';
import { errorsByField, fieldsOf, formError, type FormError, type Values } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { frameFor } from '../administration-frame.js';
import { versionInForce } from './standing.js';
import { rearranged, shownBlocks } from './template-blocks.js';
import { blankTemplate, problemError, readTemplate, shownCancers, valuesOf } from './template-form.js';
import { templateNamed, tried, type TemplateOf, type Trial } from './templates-of.js';
import { kindsOfBlock, templateWriters, titleOfTemplate } from './template-words.js';
import { whatChanges } from './what-changes.js';

interface At extends TemplateOf {
  readonly who: SignedIn;
  readonly response: PageResponse;
}
interface Form {
  readonly values: Values;
  readonly errors: readonly FormError[];
  readonly status: number;
}
const away = 'The words cannot be tried at the moment. Nothing was recorded: try again.';
/** Where a block may be added: at the end, unless somebody says otherwise. */
const placesAmong = (blocks: number): readonly object[] =>
  Array.from({ length: blocks + 1 }, (_, n) => ({
    value: String(n),
    text: n === 0 ? 'At the beginning' : `After block ${String(n)}`,
    selected: n === blocks,
  }));
const kinds = Object.entries(kindsOfBlock).map(([value, text]) => ({ value, text }));

/** The next version of a template: its words block by block, then how it reads and what will happen. */
@Controller('administration/templates/:name/new-version')
@ForRoles(...templateWriters)
export class NewVersionPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param('name') name: string, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at(who, name, response);
    const draft = draftOf(response.req, draftAskedFor(response.req), this.#purpose(at));
    const before = at.template.versions.at(-1);
    await this.#show(at, {
      values: draft?.values ?? (before === undefined ? blankTemplate : valuesOf(before.content)),
      errors: [],
      status: 200,
    });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Param('name') name: string, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at(who, name, response);
    const typed = fieldsOf(response.req.body);
    const after = rearranged(typed);
    if (after !== undefined) {
      response.redirect(
        303,
        `/administration/templates/${at.name}/new-version?draft=${this.#keep(at, after.values)}#block-${String(after.block)}`,
      );
      return;
    }
    const { do: _, _csrf: __, ...values } = typed;
    const errors = await this.#errorsIn(at, values);
    if (errors.length > 0) {
      await this.#show(at, { values, errors, status: 422 });
      return;
    }
    response.redirect(303, `/administration/templates/${at.name}/new-version/${this.#keep(at, values)}`);
  }

  @Get(':draft')
  async check(
    @Who() who: SignedIn,
    @Param() { name, draft: id }: { readonly name: string; readonly draft: string },
    @Res() response: PageResponse,
  ) {
    const at = await this.#at(who, name, response);
    const draft = this.#draft(at, id);
    if (draft === undefined) return;
    const content = this.#contentOf(at, draft.values);
    const before = versionInForce(at.template);
    const trial = await tried(this.owners, who, content);
    await this.pages.send(response, {
      template: 'administration/templates/new-version-check.njk',
      title: 'Check this version',
      section: frameFor(who).section,
      hideFresh: true,
      back: { href: `/administration/templates/${at.name}/new-version?draft=${id}`, text: 'New version' },
      model: {
        name: at.name,
        letter: titleOfTemplate(at.name),
        version: content.version,
        before: before?.version,
        isSame: before !== undefined && whatChanges(before.content, content) === undefined,
        changes: before === undefined ? undefined : whatChanges(before.content, content),
        full: trial?.full,
        sparse: trial?.sparse,
      },
    });
  }

  @Post(':draft')
  async record(
    @Who() who: SignedIn,
    @Param() { name, draft: id }: { readonly name: string; readonly draft: string },
    @Res() response: PageResponse,
  ) {
    const at = await this.#at(who, name, response);
    const draft = this.#draft(at, id);
    if (draft === undefined) return;
    const content = this.#contentOf(at, draft.values);
    const answer = await this.owners.give('letters', `/trusts/${who.trust}/letter-templates`, {
      token: who.token,
      body: { commandId: draft.commandId, content },
    });
    if (!answer.done) {
      // Whoever tries again lays down the version after the one that somebody else laid down meanwhile.
      const { version: _, ...values } = draft.values;
      await this.#show(at, { values, errors: [formError('title', answer.sentence)], status: answer.status });
      return;
    }
    dropDraft(response.req, id);
    await goOn(this.pages, response, {
      receipt: answer.receipt,
      said: 'Laid down. Two other people must approve it before it is in force.',
      to: `/administration/templates/${at.name}?version=${String(content.version)}`,
      meanwhile: `/administration/templates/${at.name}`,
    });
  }

  async #at(who: SignedIn, name: string, response: PageResponse): Promise<At> {
    return { who, response, ...(await templateNamed(this.pages.copies, who.trust, name)) };
  }

  #purpose({ who, name }: At): Pick<Draft, 'kind' | 'about'> {
    return { kind: 'template', about: `${who.trust} ${name}` };
  }

  #keep(at: At, values: Values): string {
    return keepDraft(at.response.req, { ...this.#purpose(at), values }, () => this.pages.newId());
  }

  #draft(at: At, id: string): Draft | undefined {
    const draft = draftOf(at.response.req, id, this.#purpose(at));
    if (draft === undefined) at.response.redirect(303, `/administration/templates/${at.name}`);
    return draft;
  }

  #contentOf({ name, template }: At, values: Values): LetterTemplate {
    const next = template.versions.length + 1;
    return readTemplate(values, { name, version: Number(values['version'] ?? next) || next }).content;
  }

  async #errorsIn(at: At, values: Values): Promise<readonly FormError[]> {
    const { errors } = readTemplate(values, { name: at.name, version: 1 });
    if (errors.length > 0) return errors;
    const trial = await tried(this.owners, at.who, this.#contentOf(at, values));
    return trial === undefined ? [formError('title', away)] : trial.problems.map(problemError);
  }

  async #names(who: SignedIn, newest: LetterTemplate | undefined): Promise<Trial['names']> {
    return newest === undefined ? [] : ((await tried(this.owners, who, newest))?.names ?? []);
  }

  async #show({ who, name, template, response }: At, { values, errors, status }: Form): Promise<void> {
    const version = values['version'] ?? String(template.versions.length + 1);
    const newest = template.versions.at(-1)?.content;
    const blocks = shownBlocks(values);
    await this.pages.send(response, {
      template: 'administration/templates/new-version.njk',
      title: `${titleOfTemplate(name)}: version ${version}`,
      section: frameFor(who).section,
      status,
      hideFresh: true,
      back: { href: `/administration/templates/${name}`, text: titleOfTemplate(name) },
      model: {
        name,
        version,
        values,
        blocks,
        cancers: shownCancers(values),
        hasMessage: newest?.sms !== undefined || (values['sms'] ?? '') !== '',
        kinds,
        places: placesAmong(blocks.length),
        names: await this.#names(who, newest),
        errors,
        error: errorsByField(errors),
      },
    });
  }
}
