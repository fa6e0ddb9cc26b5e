import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { londonDateOf, type Instant } from '@rms/nhs';
import type { ToldEvent } from '@rms/service-kit';
import { accesses } from '../../copies/others.projection.js';
import { fileAt, streamsOfFile, type Facts } from '../../history/state-at.js';
import { stateRows } from '../../history/state-words.js';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { factsToken, ownersToken, pagesToken } from '../../session/tokens.js';
import { capital, identityOf, instant } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { fieldsOf } from '../form.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';
import { eventRows } from './event-rows.js';
import { momentOf } from './moment.reading.js';

const readers = [
  'clinical-nurse-specialist',
  'consultant',
  'support-worker',
  'pathway-coordinator',
  'auditor',
  'clinical-safety-officer',
] as const;
const pageOfEvents = 200;

/** A patient's history as sentences: what happened, when, when it was recorded, by whom and why, as known at any moment. */
@Controller('patients/:patient/history')
@ForRoles(...readers)
export class HistoryPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
    @Inject(factsToken) private readonly facts: Facts,
  ) {}

  @Get()
  async show(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const { file, who: here } = await openFile(this.pages, who, { patient, page: 'the history', how: howTheyCame(response.req) });
    const query = fieldsOf(response.req.query);
    const moment = momentOf(query, this.pages.now());
    const at = moment ?? (this.pages.now() as Instant);
    const { events, missing } = await this.owners.history({ trust: here.trust, records: file.records, at: undefined, token: here.token });
    const known = events.filter((event) => event.recordedAt <= at);
    const then = await fileAt(streamsOfFile(file), this.facts, at);
    await this.pages.send(response, {
      template: 'history/history.njk',
      title: 'History',
      section: 'Patients',
      status: moment === undefined ? 422 : 200,
      back: { href: `/patients/${file.patient._id}`, text: 'Patient' },
      model: {
        identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()),
        patient: file.patient._id,
        wrong: moment === undefined,
        missing,
        at: instant(at, 'second'),
        ...partsOf(londonDateOf(at)),
        time: instant(at).slice(-5),
        values: query,
        state: then === undefined ? undefined : stateRows(then),
        before: stepOf(known.at(-2)),
        after: stepOf(events.find((event) => event.recordedAt > at)),
        total: events.length,
        knownTotal: known.length,
        rows: eventRows(known, pageOfEvents, (await this.pages.contextFor(here)).nameOf),
      },
    });
  }

  @Get('access')
  async access(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const { file, who: here } = await openFile(this.pages, who, { patient, page: 'the access log', how: howTheyCame(response.req) });
    const { nameOf } = await this.pages.contextFor(here);
    const looks = await this.pages.copies
      .of(accesses)
      .find(here.trust, { patient: { $in: [...file.records] } }, { sort: { at: -1 }, limit: pageOfEvents });
    const total = await this.pages.copies.of(accesses).count(here.trust, { patient: { $in: [...file.records] } });
    await this.pages.send(response, {
      template: 'history/access.njk',
      title: 'Who looked',
      section: 'Patients',
      back: { href: `/patients/${file.patient._id}`, text: 'Patient' },
      model: {
        identity: identityOf(bannerOf(file.patient, file.followUps), this.pages.today()),
        patient: file.patient._id,
        total,
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

const partsOf = (day: string): { readonly day: string; readonly month: string; readonly year: string } => ({
  day: String(Number(day.slice(8))),
  month: String(Number(day.slice(5, 7))),
  year: day.slice(0, 4),
});
const stepOf = (event: ToldEvent | undefined): { readonly at: string; readonly words: string } | undefined =>
  event === undefined ? undefined : { at: event.recordedAt, words: instant(event.recordedAt, 'second') };
