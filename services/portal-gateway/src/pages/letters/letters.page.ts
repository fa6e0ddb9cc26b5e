import { Controller, Get, Inject, Post, Res, type Type } from '@nestjs/common';
import { hasRole } from '@rms/identity';
import { addDays, type CivilDate } from '@rms/nhs';
import { letters, type LetterCopy } from '../../copies/letters.projection.js';
import { patients, type PatientCopy } from '../../copies/patients.projection.js';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, patientReaders, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { counted } from '../../words.js';
import { versionsWaiting, whyNotApprove } from '../administration/templates/standing.js';
import { templateWriters } from '../administration/templates/template-words.js';
import { templatesOf } from '../administration/templates/templates-of.js';
import type { Pages } from '../pages.js';
import { deskOf } from './desk.model.js';
import { LetterPage } from './letter.page.js';

const underWay = ['owed', 'to-approve', 'approved', 'handed-over', 'dispatched', 'returned', 'not-sent'];
const approvedAtOnce = 50;

/** The letters desk, and approving several letters with routine news together. */
@Controller('letters')
export class LettersPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  @ForRoles(...patientReaders)
  async desk(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const { all } = response.req.query;
    const today = this.pages.today();
    const open = await this.pages.copies.of(letters).find(who.trust, { phase: { $in: underWay } });
    const since = addDays(today, -7);
    await this.pages.send(response, {
      template: 'letters/letters.njk',
      title: 'Letters',
      section: 'Letters',
      model: {
        desk: deskOf({
          letters: open,
          patients: await this.#patientsOf(who.trust, open),
          deliveredLately: await this.pages.copies.of(letters).count(who.trust, { phase: 'delivered', at: { $gte: since } }),
          today,
          whole: typeof all === 'string' ? all : '',
        }),
        mayApprove: who.person.roles.some((role) => ['letters-clerk', 'clinical-nurse-specialist', 'consultant'].includes(role)),
        together: open.filter(mayBeApprovedTogether).length,
        writesTemplates: hasRole(who.person, ...templateWriters),
        toApprove: await this.#templatesToApprove(who),
        recordsClosures: hasRole(who.person, 'letters-clerk', 'trust-admin'),
      },
    });
  }

  @Get('approve')
  @ForRoles('letters-clerk', 'clinical-nurse-specialist', 'consultant')
  async several(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const waiting = (await this.pages.copies.of(letters).find(who.trust, { phase: 'to-approve' }))
      .filter(mayBeApprovedTogether)
      .sort((a, b) => (a.dueBy < b.dueBy ? -1 : 1))
      .slice(0, approvedAtOnce);
    const known = await this.#patientsOf(who.trust, waiting);
    await this.pages.send(response, {
      template: 'letters/approve-several.njk',
      title: 'Approve several letters',
      section: 'Letters',
      back: { href: '/letters', text: 'Letters' },
      model: { rows: waiting.map((copy) => rowOf(copy, known.get(copy.patient), this.pages.today())), commandId: this.pages.newId() },
    });
  }

  @Post('approve')
  @ForRoles('letters-clerk', 'clinical-nurse-specialist', 'consultant')
  async approve(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const { letter } = response.req.body as { readonly letter?: string | readonly string[] };
    const chosen = (typeof letter === 'string' ? [letter] : (letter ?? [])).map((each) => each.split(' '));
    if (chosen.length === 0) {
      response.req.session.flash = 'Nothing was approved: choose the letters first.';
      response.redirect(303, '/letters/approve');
      return;
    }
    const answer = await this.owners.command<{ readonly approved: readonly unknown[]; readonly refused: readonly unknown[] }>(
      'letters',
      `/trusts/${who.trust}/letters/approvals`,
      {
        token: who.token,
        body: { letters: chosen.map(([id = '', seen]) => ({ letter: id, commandId: this.pages.newId(), seen: Number(seen) })) },
      },
    );
    response.req.session.flash =
      answer === undefined
        ? 'The letters could not be approved at the moment. Look at the desk before you try again.'
        : `${counted(answer.approved.length, 'letter was', 'letters were')} approved.${answer.refused.length === 0 ? '' : ` ${counted(answer.refused.length, 'was', 'were')} not: something newer is recorded, open ${answer.refused.length === 1 ? 'it' : 'them'} one by one.`}`;
    response.redirect(303, '/letters');
  }

  async #templatesToApprove({ trust, person }: SignedIn): Promise<number> {
    if (!hasRole(person, ...templateWriters)) return 0;
    return (await templatesOf(this.pages.copies, trust)).filter(({ template }) =>
      versionsWaiting(template).some((laidDown) => whyNotApprove(template, laidDown, person) === undefined),
    ).length;
  }

  async #patientsOf(trust: string, of: readonly LetterCopy[]): Promise<ReadonlyMap<string, PatientCopy>> {
    const found = new Map<string, PatientCopy>();
    for (const id of new Set(of.map(({ patient }) => patient))) {
      const patient = await this.pages.copies.of(patients).get(trust, id);
      if (patient !== undefined) found.set(id, patient);
    }
    return found;
  }
}

/** News that is not routine is approved by itself and by a clinician. */
const mayBeApprovedTogether = ({ phase, held, letter }: LetterCopy): boolean =>
  phase === 'to-approve' && held === undefined && letter?.weight !== 'abnormal';

const rowOf = (copy: LetterCopy, patient: PatientCopy | undefined, today: CivilDate): object => {
  const { name } = patient?.demographics ?? {};
  return {
    letter: copy._id,
    value: `${copy._id} ${String(copy.published)}`,
    name: name === undefined ? 'Patient not known' : `${name.family.toUpperCase()}, ${name.given}`,
    about: copy.letter?.says ?? '',
    to: copy.draft?.to.join(', ') ?? '',
    late: copy.dueBy < today,
  };
};

/** Every page of the letters. */
export const lettersPages: readonly Type[] = [LettersPage, LetterPage];
