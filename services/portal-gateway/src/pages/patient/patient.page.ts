import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { hasRole } from '@rms/identity';
import { openPatientFile, type PatientFile } from '../../patient-page/patient-file.js';
import { patientPageOf } from '../../patient-page/patient-page.model.js';
import { answerers, ForRoles, patientReaders, Who, workers, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import { howTheyCame } from '../how-they-came.js';
import type { LookAt } from '../looks.js';
import type { Pages } from '../pages.js';

const fileOf = async (pages: Pages, who: SignedIn, look: LookAt): Promise<PatientFile> => {
  for (const trust of who.person.trusts) {
    const file = await openPatientFile(trust, look.patient, pages.copies);
    if (file !== undefined) return file;
  }
  throw await pages.looks.notThere(who, look);
};

/** The file of a patient in one of the person's trusts, opened and the look recorded (in the stream `look`); else the same refusal for missing and for another trust's. */
export const openFile = async (
  pages: Pages,
  who: SignedIn,
  look: LookAt,
): Promise<{ readonly file: PatientFile; readonly who: SignedIn; readonly look: string }> => {
  const file = await fileOf(pages, who, look);
  const here = { ...who, trust: file.patient.trust };
  return { file, who: here, look: await pages.looks.record(here, { ...look, patient: file.patient._id }) };
};

/** Everything about one patient: what happens next, the chart, the schedule, what happened. */
@Controller('patients')
@ForRoles(...patientReaders)
export class PatientPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get(':patient')
  async show(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const { file, who: here } = await openFile(this.pages, who, { patient, page: 'the patient page', how: howTheyCame(response.req) });
    if (file.patient._id !== patient) {
      response.redirect(303, `/patients/${file.patient._id}`);
      return;
    }
    const page = patientPageOf(file, await this.pages.contextFor(here));
    const [first] = page.followUps;
    const clinician = here.person.roles.includes('clinical-nurse-specialist') || here.person.roles.includes('consultant');
    await this.pages.send(response, {
      template: 'patient/patient.njk',
      title: `${page.identity.name}${first === undefined ? '' : `: ${first.title.toLowerCase()}`}`,
      section: 'Patients',
      back: { href: '/worklist', text: 'Worklist' },
      model: {
        page,
        clinician,
        mayRecordCalls: hasRole(here.person, ...answerers),
        mayTake: hasRole(here.person, ...workers),
        mayCall: hasRole(here.person, 'clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator'),
        mayStart: clinician && page.identity.died === undefined && page.followUps.every((followUp) => followUp.ended !== undefined),
        version: versionOf(file),
      },
    });
  }

  /** Has anything been recorded for this patient since the page was made? */
  @Get(':patient/news')
  async news(@Who() who: SignedIn, @Param('patient') patient: string, @Res() response: PageResponse): Promise<void> {
    const { since } = response.req.query;
    const file = await fileOf(this.pages, who, { patient, page: 'the patient page', how: howTheyCame(response.req) });
    response.set('cache-control', 'no-store').json({ changed: versionOf(file) !== since });
  }
}

/** One text that differs whenever anything the page shows has been recorded since. */
export const versionOf = (file: PatientFile): string =>
  [
    file.patient.published,
    ...[...file.followUps, ...file.results, ...file.tasks, ...file.letters, ...file.calls].map((copy) => copy.published),
  ].join('.');
