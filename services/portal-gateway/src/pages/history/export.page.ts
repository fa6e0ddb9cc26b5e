import { Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { exportLines, fromPortable, verifyExport, type ExportAbout, type ExportPages, type StoredEvent } from '@rms/event-sourcing';
import type { Role } from '@rms/identity';
import { formatNhsNumber, present } from '@rms/nhs';
import { Refused, type ToldEvent } from '@rms/service-kit';
import type { OwnerName, Owners } from '../../owners/owners.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import { actorOf, ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, ownStreamsToken, pagesToken } from '../../session/tokens.js';
import { counted, date } from '../../words.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';
import { nameOfExport, setHistory } from './set-history.js';

/** Who may take a whole history away. */
export const exporters: readonly Role[] = ['auditor', 'clinical-safety-officer'];

/** The gateway's own part of a patient's history: who looked. */
export interface OwnStreams {
  lastPosition(): Promise<number>;
  about(trust: string, records: readonly string[]): Promise<readonly StoredEvent[]>;
}

interface Exported {
  readonly file: PatientFile;
  readonly who: SignedIn;
  readonly about: ExportAbout;
  readonly events: readonly StoredEvent[];
  readonly text: string;
}
interface Asked {
  readonly who: SignedIn;
  readonly patient: string;
  readonly response: PageResponse;
}
const withinMs = 2000;
const refuseWhereMissing = (missing: readonly OwnerName[]): void => {
  if (missing.length > 0)
    throw new Refused(503, 'owner-away', `Part of the history cannot be had at the moment: ${missing.join(', ')}. Nothing was exported.`);
};

/** A patient's whole history as a file that proves itself, or the proof alone. Both are recorded as a look at the patient. */
@Controller('patients/:patient/history')
@ForRoles(...exporters)
export class ExportPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
    @Inject(ownStreamsToken) private readonly own: OwnStreams,
  ) {}

  @Post('export')
  @HttpCode(200)
  async export(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const { about, text } = await this.#exported({ who, patient, response }, 'an export of the history');
    response
      .type('application/jsonl')
      .set('cache-control', 'no-store')
      .attachment(`${nameOfExport(about)}.jsonl`)
      .send(text);
  }

  /** The same to read on paper, with the file attached that proves it. */
  @Post('export/pdf')
  @HttpCode(200)
  async document(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const exported = await this.#exported({ who, patient, response }, 'an export of the history');
    const { trust, token } = exported.who;
    const { events, missing } = await this.owners.history({ trust, records: exported.file.records, at: undefined, token });
    refuseWhereMissing(missing);
    // What was told and what is stored were asked for one after the other: the pages say no more than the lines prove.
    const stored = new Set(exported.events.map(({ id }) => id));
    const told = events.filter(({ id }) => stored.has(id));
    const about = { ...exported.about, pages: await this.#wordsOf(exported, told) };
    const document = setHistory({ about, lines: [...exportLines(about, exported.events)].join('') }, told);
    response
      .type('pdf')
      .set('cache-control', 'no-store')
      .attachment(`${nameOfExport(about)}.pdf`)
      .send(document);
  }

  async #wordsOf({ file, who, about }: Exported, told: readonly ToldEvent[]): Promise<ExportPages> {
    const { nameOf } = await this.pages.contextFor(who);
    const { demographics } = file.patient;
    const actors = [...new Set([about.by, ...told.map(({ actor }) => actor)])].sort();
    return {
      service: this.pages.serviceName,
      trust: `${this.pages.trustName(about.trust)} (${about.trust})`,
      patient: {
        name: `${demographics.name.given} ${demographics.name.family}`,
        born: demographics.bornOn === undefined ? 'not known' : date(demographics.bornOn),
        nhsNumber: demographics.nhsNumber === undefined ? 'not known' : formatNhsNumber(demographics.nhsNumber),
      },
      names: Object.fromEntries(actors.map((actor) => [actor, nameOf(actor)])),
    };
  }

  @Post('check')
  async check(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const { file, about, text } = await this.#exported({ who, patient, response }, 'a check of the history');
    const { findings, events, streams } = verifyExport(Buffer.from(text));
    const [first] = findings;
    response.req.session.flash =
      first === undefined
        ? `${counted(events.length, 'event')} in ${counted(streams, 'stream')} up to position ${String(about.position)}: nothing was altered.`
        : `Something was altered: ${counted(findings.length, 'finding')}. The first: ${first.what} Tell whoever runs the service at once.`;
    response.redirect(303, `/patients/${file.patient._id}/history`);
  }

  async #exported({ who, patient, response }: Asked, page: string): Promise<Exported> {
    const { file, who: here, look } = await openFile(this.pages, who, { patient, page, how: howTheyCame(response.req) });
    // The look that was just recorded belongs to the history that is taken away.
    await this.pages.arrivals.has(look, 1, withinMs);
    const position = await this.own.lastPosition();
    const { trust, token } = here;
    const { events, missing } = await this.owners.stored({ trust, records: file.records, token });
    refuseWhereMissing(missing);
    const all = [...events.map(fromPortable), ...(await this.own.about(trust, file.records))];
    const actor = actorOf(here.person);
    const about: ExportAbout = {
      trust,
      patient: file.patient._id,
      records: file.records,
      ...present({ nhsNumber: file.patient.demographics.nhsNumber }),
      asOf: this.pages.now(),
      by: `${actor.kind}:${actor.id}`,
      position,
    };
    const ordered = inOrder(all, position);
    return { file, who: here, about, events: ordered, text: [...exportLines(about, ordered)].join('') };
  }
}

const inOrder = (events: readonly StoredEvent[], through: number): readonly StoredEvent[] =>
  events.filter((event) => event.position <= through).sort((a, b) => a.position - b.position);
