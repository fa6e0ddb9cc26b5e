import { Controller, Get, Inject, Res } from '@nestjs/common';
import { regionWide } from '@rms/nhs';
import { staff } from '../../../copies/staff.projection.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { pagesToken } from '../../../session/tokens.js';
import { counted, instant } from '../../../words.js';
import { namesFor } from '../../names.js';
import type { Pages } from '../../pages.js';
import { frameFor } from '../administration-frame.js';
import { approvedBy, missingWords, versionInForce, versionsWaiting, whoMayStill, whyNotApprove } from './standing.js';
import { templatesOf, type TemplateOf } from './templates-of.js';
import { templateWriters, titleOfTemplate } from './template-words.js';

/** Each kind of letter: the version in force, and what waits for approval. */
@Controller('administration/templates')
@ForRoles(...templateWriters)
export class TemplatesPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async list(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const all = await templatesOf(this.pages.copies, who.trust);
    const rowOf = await this.#rowsFor(who);
    const rows = all.map(rowOf);
    const waiting = rows.reduce((sum, row) => sum + row.waiting.length, 0);
    await this.pages.send(response, {
      template: 'administration/templates/templates.njk',
      title: 'Letter templates',
      ...frameFor(who),
      model: {
        rows,
        trust: this.pages.trustName(who.trust),
        inForce: rows.filter(({ inForce }) => inForce !== undefined).length,
        waiting: counted(waiting, 'version waits', 'versions wait'),
        yours: rows.filter((row) => row.waiting.some(({ isYours }) => isYours)).map(({ name, title }) => ({ name, title })),
      },
    });
  }

  async #rowsFor({ trust, person }: SignedIn) {
    const { nameOf } = await namesFor(this.pages.copies, trust);
    const known = await this.pages.copies.of(staff).find(regionWide, {});
    const people = (subjects: readonly string[]): string => subjects.map((subject) => nameOf(`person:${subject}`)).join(' and ');
    return ({ name, template }: TemplateOf) => {
      const inForce = versionInForce(template);
      const approvals = template.approvals.filter(({ version }) => version === inForce?.version);
      return {
        name,
        title: titleOfTemplate(name),
        inForce:
          inForce === undefined
            ? undefined
            : {
                version: inForce.version,
                since: instant(approvals.at(-1)?.at ?? ''),
                by: people(approvedBy(template, inForce.version)),
              },
        waiting: versionsWaiting(template).map((laidDown) => ({
          version: laidDown.version,
          by: nameOf(laidDown.by),
          approvedBy: people(approvedBy(template, laidDown.version)),
          missing: missingWords(template, laidDown.version),
          mayStill: whoMayStill(template, laidDown, { staff: known, trust }).join(', '),
          isYours: whyNotApprove(template, laidDown, person) === undefined,
        })),
      };
    };
  }
}
