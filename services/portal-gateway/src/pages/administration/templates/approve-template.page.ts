import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Refused } from '@rms/service-kit';
import type { TemplateVersion } from '../../../copies/letter-paper.projection.js';
import { letters } from '../../../copies/letters.projection.js';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { counted } from '../../../words.js';
import { fieldsOf, formError, type FormError } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { frameFor } from '../administration-frame.js';
import { approvedBy, versionInForce, whyNotApprove } from './standing.js';
import { templateNamed, tried, type TemplateOf } from './templates-of.js';
import { templateWriters, titleOfTemplate } from './template-words.js';
import { whatChanges } from './what-changes.js';

interface Place {
  readonly name: string;
  readonly version: string;
}
interface Opened extends TemplateOf {
  readonly laidDown: TemplateVersion;
}

/** Approving a version of a template: what it says and what will happen stand before the button. */
@Controller('administration/templates/:name/versions/:version/approval')
@ForRoles(...templateWriters)
export class ApproveTemplatePage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async check(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    await this.#show(who, response, { opened: await this.#open(who, place), errors: [], status: 200 });
  }

  @Post()
  async approve(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const opened = await this.#open(who, place);
    const { name, laidDown } = opened;
    const { commandId = this.pages.newId() } = fieldsOf(response.req.body);
    const answer = await this.owners.give('letters', `/trusts/${who.trust}/letter-templates/approval`, {
      token: who.token,
      body: { commandId, name, version: laidDown.version },
    });
    if (!answer.done) {
      await this.#show(who, response, { opened, errors: [formError('approve', answer.sentence)], status: answer.status });
      return;
    }
    await goOn(this.pages, response, {
      receipt: answer.receipt,
      said: 'Your approval is recorded.',
      to: `/administration/templates/${name}?version=${String(laidDown.version)}`,
    });
  }

  async #open({ trust }: SignedIn, { name, version }: Place): Promise<Opened> {
    const found = await templateNamed(this.pages.copies, trust, name);
    const laidDown = found.template.versions.find((each) => String(each.version) === version);
    if (laidDown === undefined) throw new Refused(404, 'not-found', 'Page not found');
    return { ...found, laidDown };
  }

  async #waitingOf(trust: string, name: string): Promise<number> {
    const open = await this.pages.copies.of(letters).find(trust, { phase: { $in: ['owed', 'to-approve'] } });
    return open.filter(({ letter }) => letter !== undefined && `${letter.about}-${letter.to}` === name).length;
  }

  async #show(
    who: SignedIn,
    response: PageResponse,
    form: { readonly opened: Opened; readonly errors: readonly FormError[]; readonly status: number },
  ): Promise<void> {
    const { name, template, laidDown } = form.opened;
    const before = versionInForce(template);
    const waiting = await this.#waitingOf(who.trust, name);
    await this.pages.send(response, {
      template: 'administration/templates/approve-template.njk',
      title: `Approve version ${String(laidDown.version)}`,
      section: frameFor(who).section,
      status: form.status,
      hideFresh: true,
      back: { href: `/administration/templates/${name}?version=${String(laidDown.version)}`, text: titleOfTemplate(name) },
      model: {
        name,
        letter: titleOfTemplate(name),
        version: laidDown.version,
        isSecond: approvedBy(template, laidDown.version).length === 1,
        before: before?.version,
        changes: before === undefined ? undefined : whatChanges(before.content, laidDown.content),
        waiting: counted(waiting, 'such letter waits', 'such letters wait'),
        whyNot: whyNotApprove(template, laidDown, who.person),
        reading: (await tried(this.owners, who, laidDown.content))?.full,
        commandId: this.pages.newId(),
        errors: form.errors,
      },
    });
  }
}
