import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { daysBetween, instantOf, londonDateOf, parseCivilDate, parseInstant, type Instant } from '@rms/nhs';
import type { ToldEvent } from '@rms/service-kit';
import { accesses } from '../../copies/others.projection.js';
import { fileAt, streamsOfFile, type Facts } from '../../history/state-at.js';
import { stateRows } from '../../history/state-words.js';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { factsToken, ownersToken, pagesToken } from '../../session/tokens.js';
import { capital, date, identityOf, instant } from '../../words.js';
import { bannerOf } from '../../worklist/work-items.view.js';
import { dateTyped, fieldsOf } from '../drafts.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';

type Asked = Readonly<Record<string, string>>;
const readers = [
  'clinical-nurse-specialist',
  'consultant',
  'support-worker',
  'pathway-coordinator',
  'auditor',
  'clinical-safety-officer',
] as const;
const pageOfEvents = 200;

/** The moment asked for: now when nothing was asked; `undefined` when what was typed is no moment. */
const momentOf = (query: Asked, now: string): Instant | undefined => {
  if (query['at'] !== undefined) return parseInstant(query['at']);
  const typed = dateTyped(query, 'at');
  if (typed === '') return parseInstant(now);
  const day = parseCivilDate(typed);
  const time = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(
    query['time'] === undefined || query['time'] === '' ? '23:59:59' : query['time'],
  );
  if (day === undefined || time === null) return undefined;
  return instantOf(`${day}T${(time[1] ?? '').padStart(2, '0')}:${time[2] ?? ''}:${time[3] ?? '59'}.999`, 'Europe/London');
};

const lateWords = (event: ToldEvent): string | undefined => {
  const happened = event.occurredOn ?? (event.occurredAt === undefined ? undefined : londonDateOf(event.occurredAt as Instant));
  const [from, to] = [parseCivilDate(happened ?? ''), londonDateOf(event.recordedAt as Instant)];
  const days = from === undefined ? 0 : daysBetween(from, to);
  return days >= 2 ? `${String(days)} days after it happened` : undefined;
};

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
    const query: Asked = fieldsOf(response.req.query);
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
        identity: identityOf(bannerOf(file.patient), this.pages.today()),
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
        rows: await this.#rows(here, known.slice(-pageOfEvents).reverse(), known),
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
        identity: identityOf(bannerOf(file.patient), this.pages.today()),
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

  async #rows(who: SignedIn, events: readonly ToldEvent[], known: readonly ToldEvent[]): Promise<readonly object[]> {
    const { nameOf } = await this.pages.contextFor(who);
    const numbers = new Map(known.map((event, index) => [event.id, index + 1]));
    return events.map((event) => ({
      n: numbers.get(event.id),
      sentence: event.sentence,
      happened: event.occurredOn === undefined ? instant(event.occurredAt ?? event.recordedAt) : date(event.occurredOn),
      recorded: instant(event.recordedAt, 'second'),
      late: lateWords(event),
      actor: nameOf(event.actor),
      role: event.actor.startsWith('person:')
        ? capital(event.role.replaceAll('-', ' '))
        : event.actor.startsWith('policy:')
          ? event.actor.slice(7)
          : '',
      at: event.recordedAt,
      cause:
        event.causationId === undefined
          ? event.actor.startsWith('person:')
            ? 'A person’s own act'
            : 'The start'
          : numbers.has(event.causationId)
            ? `Event ${String(numbers.get(event.causationId))}`
            : 'A message',
    }));
  }
}

const partsOf = (day: string): { readonly day: string; readonly month: string; readonly year: string } => ({
  day: String(Number(day.slice(8))),
  month: String(Number(day.slice(5, 7))),
  year: day.slice(0, 4),
});
const stepOf = (event: ToldEvent | undefined): { readonly at: string; readonly words: string } | undefined =>
  event === undefined ? undefined : { at: event.recordedAt, words: `${instant(event.recordedAt, 'second')}` };
