import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { hasRole } from '@rms/identity';
import { londonDateOf, type Instant } from '@rms/nhs';
import { momentAt } from '../../history/compared.js';
import type { Facts } from '../../history/person-messages.js';
import { decisionRows, marksOn } from '../../history/rested-on.js';
import { naturesIn } from '../../history/used-events.js';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, historyReaders, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { factsToken, ownersToken, pagesToken } from '../../session/tokens.js';
import { identityOf, instant } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { fieldsOf } from '../form.js';
import { pagingOf } from '../paging.js';
import type { Pages } from '../pages.js';
import { eventRows } from './event-rows.js';
import { exporters } from './export.page.js';
import { differingFirst, stepsAround, usedWords } from './moment.model.js';
import { momentOf } from './moment.reading.js';
import { openHistory, type OpenedHistory } from './opened-history.js';

const pageOfEvents = 100;

/** A patient's history: as known at any moment beside as true then, what decisions rested on, and each event as a sentence. */
@Controller('patients/:patient/history')
@ForRoles(...historyReaders)
export class HistoryPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
    @Inject(factsToken) private readonly facts: Facts,
  ) {}

  get #parts(): Parameters<typeof openHistory>[0] {
    return { pages: this.pages, owners: this.owners, facts: this.facts };
  }

  @Get()
  async moment(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const opened = await openHistory(this.#parts, { who, patient, page: 'the history', response });
    const query = fieldsOf(response.req.query);
    const moment = momentOf(query, this.pages.now());
    const at = moment ?? (this.pages.now() as Instant);
    const { rows, differing, known } = momentAt(opened.person, at, naturesIn(opened.told));
    const { nameOf } = await this.pages.contextFor(opened.who);
    await this.#send(response, opened, {
      template: 'history/history.njk',
      title: 'History',
      status: moment === undefined ? 422 : 200,
      model: {
        wrong: moment === undefined,
        at: instant(at, 'second'),
        ...partsOf(londonDateOf(at)),
        time: instant(at).slice(-5),
        values: query,
        rows: differingFirst(rows),
        differing,
        wasKnown: known !== undefined,
        ...stepsAround(opened.told, at),
        used: usedWords(opened.told, at),
        decisions: decisionRows(opened.person, at, nameOf),
        mayExport: hasRole(who.person, ...exporters),
      },
    });
  }

  @Get('events')
  async events(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const opened = await openHistory(this.#parts, { who, patient, page: 'the events', response });
    const { nameOf } = await this.pages.contextFor(opened.who);
    const paging = pagingOf(fieldsOf(response.req.query)['page'], opened.told.length, pageOfEvents);
    await this.#send(response, opened, {
      template: 'history/events.njk',
      title: 'Events',
      status: 200,
      model: {
        paging,
        rows: eventRows(opened.told, { nameOf, marks: marksOn(opened.person) }).slice(paging.skip, paging.skip + pageOfEvents),
      },
    });
  }

  async #send(
    response: PageResponse,
    { file, missing }: OpenedHistory,
    page: { readonly template: string; readonly title: string; readonly status: number; readonly model: object },
  ): Promise<void> {
    const { _id: patient } = file.patient;
    await this.pages.send(response, {
      ...page,
      section: 'Patients',
      back: { href: `/patients/${patient}`, text: 'Patient' },
      model: { ...page.model, identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()), patient, missing },
    });
  }
}

const partsOf = (day: string): { readonly day: string; readonly month: string; readonly year: string } => ({
  day: String(Number(day.slice(8))),
  month: String(Number(day.slice(5, 7))),
  year: day.slice(0, 4),
});
