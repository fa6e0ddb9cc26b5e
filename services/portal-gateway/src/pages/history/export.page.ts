import { Controller, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { exportLines, fromPortable, verifyExport, type ExportAbout, type StoredEvent } from '@rms/event-sourcing';
import type { Role } from '@rms/identity';
import { present } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import type { Owners } from '../../owners/owners.js';
import type { PatientFile } from '../../patient-page/patient-file.js';
import { actorOf, ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, ownStreamsToken, pagesToken } from '../../session/tokens.js';
import { counted } from '../../words.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { openFile } from '../patient/patient.page.js';

/** Who may take a whole history away. */
export const exporters: readonly Role[] = ['auditor', 'clinical-safety-officer'];

/** The gateway's own part of a patient's history: who looked. */
export interface OwnStreams {
  lastPosition(): Promise<number>;
  about(trust: string, records: readonly string[]): Promise<readonly StoredEvent[]>;
}

interface Exported {
  readonly file: PatientFile;
  readonly about: ExportAbout;
  readonly text: string;
}
interface Asked {
  readonly who: SignedIn;
  readonly patient: string;
  readonly response: PageResponse;
}
const withinMs = 2000;

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
    const { file, about, text } = await this.#exported({ who, patient, response }, 'an export of the history');
    const name = `history-${about.trust}-${file.patient._id}-at-${String(about.position)}.jsonl`;
    response.type('application/jsonl').set('cache-control', 'no-store').attachment(name).send(text);
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
    if (missing.length > 0)
      throw new Refused(503, 'owner-away', `Part of the history cannot be had at the moment: ${missing.join(', ')}. Nothing was exported.`);
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
    return { file, about, text: [...exportLines(about, inOrder(all, position))].join('') };
  }
}

const inOrder = (events: readonly StoredEvent[], through: number): readonly StoredEvent[] =>
  events.filter((event) => event.position <= through).sort((a, b) => a.position - b.position);
