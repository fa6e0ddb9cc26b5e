import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { hasRole } from '@rms/identity';
import { addDays, parseCivilDate } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import { typesetter, type Typeset } from '@rms/typesetting';
import { certificates, type CertificateCopy, type Statement } from '../../copies/watch.projection.js';
import { certificateReaders, ForRoles, patientReaders, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import { date } from '../../words.js';
import { followUpStates } from '../../worklist/follow-up-states.view.js';
import { fieldsOf } from '../form.js';
import { howTheyCame } from '../how-they-came.js';
import type { Pages } from '../pages.js';
import { certificateSource, type DocumentContent } from './certificate-document.js';
import { downloadOf, howToCheck, type CertificateModel } from './certificate.model.js';
import { heldNow } from './exception.model.js';
import { lostOnes, type Lost } from './lost-ones.js';
import { signedCertificate } from './signed-certificate.js';

const daysOnAPage = 31;
const lostOnAPage = 25;
const notFound = (): Refused => new Refused(404, 'not-found', 'Page not found');
const mayName = ({ person }: SignedIn): boolean => hasRole(person, ...patientReaders);

interface Found {
  readonly copy: CertificateCopy;
  readonly model: CertificateModel;
  readonly statement: Statement;
}

/** The proof for each day that nobody of the trust was lost, or by name who was. */
@Controller('certificates')
@ForRoles(...certificateReaders)
export class CertificatesPage {
  #typeset: Typeset | undefined;

  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  async list(@Who() { trust }: SignedIn, @Query('before') before: string | undefined, @Res() response: PageResponse): Promise<void> {
    const until = parseCivilDate(before ?? '');
    const filter = until === undefined ? {} : { on: { $lt: until } };
    const found = await this.pages.copies.of(certificates).find(trust, filter, { sort: { on: -1 }, limit: daysOnAPage + 1 });
    const days = found
      .slice(0, daysOnAPage)
      .map(signedCertificate)
      .filter((day) => day !== undefined);
    await this.pages.send(response, {
      template: 'certificates/certificates.njk',
      title: 'Nobody-lost certificates',
      section: 'Certificates',
      model: {
        days,
        trust: this.pages.trustName(trust),
        earlier: found.length > daysOnAPage ? days.at(-1)?.on : undefined,
        isNewest: until === undefined,
      },
    });
  }

  @Get(':on')
  async show(@Who() who: SignedIn, @Param('on') on: string, @Res() response: PageResponse): Promise<void> {
    const { from } = fieldsOf(response.req.query);
    const { model, statement } = await this.#find(who.trust, on);
    const first = Math.max(0, Number.parseInt(typeof from === 'string' ? from : '0', 10) || 0);
    const shown = statement.exceptions.slice(first, first + lostOnAPage);
    const lost = await this.#lost(who, shown, response);
    const previous = await this.#previous(who.trust, on);
    await this.pages.send(response, {
      template: 'certificates/certificate.njk',
      title: `Nobody-lost certificate, ${model.day}`,
      section: 'Certificates',
      back: { href: '/certificates', text: 'Certificates' },
      model: {
        certificate: model,
        trust: this.pages.trustName(who.trust),
        lost,
        range: { first: first + 1, last: first + shown.length, total: statement.exceptions.length },
        next: first + lostOnAPage < statement.exceptions.length ? first + lostOnAPage : undefined,
        previous,
        mayName: mayName(who),
      },
    });
  }

  @Get(':on/certificate.json')
  async json(@Who() { trust }: SignedIn, @Param('on') on: string, @Res() response: PageResponse): Promise<void> {
    const { copy } = await this.#find(trust, on);
    response.type('json').attachment(`certificate-${trust}-${on}.json`).set('cache-control', 'no-store').send(downloadOf(copy));
  }

  @Get(':on/certificate.pdf')
  async pdf(@Who() { trust }: SignedIn, @Param('on') on: string, @Res() response: PageResponse): Promise<void> {
    const { model, statement } = await this.#find(trust, on);
    const content: DocumentContent = {
      service: this.pages.serviceName,
      trust: this.pages.trustName(trust),
      code: trust,
      certificate: model,
      exceptions: statement.exceptions.map(({ followUp, why }) => ({ followUp, why })),
      how: howToCheck,
    };
    this.#typeset ??= typesetter();
    const document = Buffer.from(this.#typeset(certificateSource, content));
    response.type('pdf').attachment(`certificate-${trust}-${on}.pdf`).set('cache-control', 'no-store').send(document);
  }

  @Get(':on/exceptions/:followUp')
  async exception(
    @Who() who: SignedIn,
    @Param() { on, followUp }: { readonly on: string; readonly followUp: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const { model, statement } = await this.#find(who.trust, on);
    const exception = statement.exceptions.find((each) => each.followUp === followUp);
    if (exception === undefined) throw notFound();
    const [lost] = await this.#lost(who, [exception], response);
    const state = await this.pages.views.of(followUpStates).get(who.trust, followUp);
    await this.pages.send(response, {
      template: 'certificates/exception.njk',
      title: 'Why nothing holds this patient',
      section: 'Certificates',
      back: { href: `/certificates/${on}`, text: `Certificate of ${date(on)}` },
      model: { lost, certificate: model, now: heldNow(state?.heldBy), mayName: mayName(who) },
    });
  }

  async #find(trust: string, on: string): Promise<Found> {
    const [copy] = await this.pages.copies.of(certificates).find(trust, { on }, { limit: 1 });
    const model = copy === undefined ? undefined : signedCertificate(copy);
    if (copy?.issued === undefined || model === undefined) throw notFound();
    return { copy, model, statement: copy.issued.statement };
  }

  async #previous(trust: string, on: string): Promise<CertificateModel | undefined> {
    const day = parseCivilDate(on);
    if (day === undefined) return undefined;
    const [copy] = await this.pages.copies.of(certificates).find(trust, { on: addDays(day, -1) }, { limit: 1 });
    return copy === undefined ? undefined : signedCertificate(copy);
  }

  /** Whoever is named here has been looked at: it is recorded before it is shown. */
  async #lost(who: SignedIn, exceptions: Statement['exceptions'], response: PageResponse): Promise<readonly Lost[]> {
    const context = await this.pages.contextFor(who);
    const found = await lostOnes(exceptions, { trust: who.trust, copies: this.pages.copies, context, mayName: mayName(who) });
    for (const { identity } of found)
      if (identity !== undefined)
        await this.pages.looks.record(who, { patient: identity.patient, page: 'a certificate', how: howTheyCame(response.req) });
    return found;
  }
}
