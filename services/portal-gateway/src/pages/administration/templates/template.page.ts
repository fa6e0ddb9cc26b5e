import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { regionWide } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import type { TemplateVersion } from '../../../copies/letter-paper.projection.js';
import { staff } from '../../../copies/staff.projection.js';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../../session/tokens.js';
import { instant } from '../../../words.js';
import { namesFor } from '../../names.js';
import type { Pages } from '../../pages.js';
import { frameFor } from '../administration-frame.js';
import { senderCopyOf } from '../contact-details/sender-of.js';
import { missingWords, versionInForce, versionsWaiting, whoMayStill, whyNotApprove } from './standing.js';
import { shownBlocks } from './template-blocks.js';
import { shownCancers, valuesOf } from './template-form.js';
import { templateNamed, tried, type TemplateOf } from './templates-of.js';
import { templateWriters, titleOfTemplate } from './template-words.js';

const list = { href: '/administration/templates', text: 'Letter templates' };

/** One kind of letter: its versions, how one reads, and whose approval it has. */
@Controller('administration/templates/:name')
@ForRoles(...templateWriters)
export class TemplatePage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async show(@Who() who: SignedIn, @Param('name') asked: string, @Res() response: PageResponse) {
    const { version } = response.req.query;
    const found = await templateNamed(this.pages.copies, who.trust, asked);
    const { name, template } = found;
    const shown = shownVersion(found, version);
    if (shown === undefined && version !== undefined) throw new Refused(404, 'not-found', 'Page not found');
    const inForce = versionInForce(template)?.version;
    await this.pages.send(response, {
      template: 'administration/templates/template.njk',
      title: titleOfTemplate(name),
      section: frameFor(who).section,
      back: list,
      model: {
        name,
        inForce,
        versions: template.versions.map((each) => ({
          version: each.version,
          is: standsAs(found, each),
          current: each.version === shown?.version,
        })),
        ...(shown === undefined ? {} : await this.#versionOf(who, found, shown)),
      },
    });
  }

  @Get('versions/:version/page')
  async page(
    @Who() who: SignedIn,
    @Param() { name, version }: { readonly name: string; readonly version: string },
    @Res() response: PageResponse,
  ) {
    const found = await templateNamed(this.pages.copies, who.trust, name);
    const path = `/trusts/${who.trust}/letter-templates/${found.name}/versions/${String(Number(version))}/page`;
    const page = await this.owners.document('letters', path, who.token);
    if (page === undefined) throw new Refused(404, 'not-found', 'Page not found');
    response.type(page.type).set('cache-control', 'no-store').set('content-disposition', 'inline').send(Buffer.from(page.bytes));
  }

  async #versionOf(who: SignedIn, { template }: TemplateOf, shown: TemplateVersion): Promise<object> {
    const { nameOf } = await namesFor(this.pages.copies, who.trust);
    const known = await this.pages.copies.of(staff).find(regionWide, {});
    const approvals = template.approvals.filter(({ version }) => version === shown.version);
    const values = valuesOf(shown.content);
    return {
      shown: {
        version: shown.version,
        laidDown: `${instant(shown.at)} by ${nameOf(shown.by)}`,
        approvals: approvals.map(({ person, at }) => `${instant(at)} by ${nameOf(`person:${person}`)}`),
        missing: approvals.length < 2 ? missingWords(template, shown.version) : '',
        mayStill: whoMayStill(template, shown, { staff: known, trust: who.trust }).join(', '),
        isInForce: versionInForce(template)?.version === shown.version,
        isWaiting: versionsWaiting(template).some(({ version }) => version === shown.version),
        whyNot: whyNotApprove(template, shown, who.person),
        title: shown.content.title,
        subject: shown.content.subject,
        sms: shown.content.sms,
      },
      blocks: shownBlocks(values),
      cancers: shownCancers(values).slice(0, -1),
      reading: (await tried(this.owners, who, shown.content))?.full,
      hasPaper: (await senderCopyOf(this.pages.copies, who.trust)) !== undefined,
    };
  }
}

const shownVersion = ({ template }: TemplateOf, asked: unknown): TemplateVersion | undefined => {
  if (asked !== undefined) return template.versions.find(({ version }) => String(version) === asked);
  return versionsWaiting(template)[0] ?? versionInForce(template);
};
const standsAs = ({ template }: TemplateOf, { version }: TemplateVersion): string => {
  const inForce = versionInForce(template)?.version ?? 0;
  if (version === inForce) return 'in force';
  return version > inForce ? 'waits for approval' : 'no longer in force';
};
