import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { accesses } from '../../copies/others.projection.js';
import { ForRoles, historyReaders, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import { capital, identityOf, instant } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { fieldsOf } from '../form.js';
import { howTheyCame } from '../how-they-came.js';
import { pagingOf } from '../paging.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';

const pageOfLooks = 100;

/** Who has looked at a patient, and who tried to. */
@Controller('patients/:patient/history/access')
@ForRoles(...historyReaders)
export class AccessPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async access(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const { file, who: here } = await openFile(this.pages, who, { patient, page: 'the access log', how: howTheyCame(response.req) });
    const { nameOf } = await this.pages.contextFor(here);
    const his = { patient: { $in: [...file.records] } };
    const log = this.pages.copies.of(accesses);
    const paging = pagingOf(fieldsOf(response.req.query)['page'], await log.count(here.trust, his), pageOfLooks);
    const looks = await log.find(here.trust, his, { sort: { at: -1 }, skip: paging.skip, limit: pageOfLooks });
    await this.pages.send(response, {
      template: 'history/access.njk',
      title: 'Who looked',
      section: 'Patients',
      back: { href: `/patients/${file.patient._id}`, text: 'Patient' },
      model: {
        identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()),
        patient: file.patient._id,
        paging,
        looks: looks.map((look) => ({
          ...look,
          at: instant(look.at, 'second'),
          who: nameOf(look.by),
          role: capital(look.role.replaceAll('-', ' ')),
        })),
      },
    });
  }
}
