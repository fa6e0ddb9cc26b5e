import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { derivedId, execute, newId, streamOf, type ClinicalNow, type Clock, type Execution } from '@rms/event-sourcing';
import type { Person, Role } from '@rms/identity';
import type { BusSubscription } from '@rms/messaging';
import { londonDateOf, parseInstant, regionWide, showDate, showTime, weekdayOf, type CivilDate, type Holidays, present } from '@rms/nhs';
import type { Protocol } from '@rms/protocols';
import type { Consumer, Copies, Views } from '@rms/read-models';
import { Refused } from '@rms/service-kit';
import type { Response } from 'express';
import nunjucks from 'nunjucks';
import { access } from '../access/access.aggregate.js';
import { feeds, protocols, staff, teams } from '../copies/others.projection.js';
import { patients } from '../copies/patients.projection.js';
import type { PageContext } from '../patient-page/patient-page.model.js';
import { roleWords, type PageResponse, type SignedIn } from '../session/signed-in.js';
import { staffAggregate } from '../staff/staff.aggregate.js';
import { arrivals, type Arrivals } from './arrivals.js';
import { freshnessOf, type Freshness } from './freshness.js';

export interface PagesParts {
  readonly execution: Execution;
  readonly consumer: Consumer;
  readonly subscription: () => BusSubscription | undefined;
  readonly systemClock: Clock;
  readonly now: ClinicalNow;
  readonly holidays: Holidays;
  readonly training: boolean;
  /** The name the host has given this service. */
  readonly serviceName: string;
  readonly trustName: (ods: string) => string;
}

/** One page to show. */
export interface Page {
  readonly template: string;
  readonly title: string;
  readonly section?: string;
  readonly status?: number;
  readonly back?: { readonly href: string; readonly text: string };
  readonly hideFresh?: boolean;
  readonly model: object;
}

interface NavItem {
  readonly text: string;
  readonly href: string;
  readonly roles: readonly Role[];
}
const clinical: readonly Role[] = ['clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator'];
const navigation: readonly NavItem[] = [
  { text: 'Worklist', href: '/worklist', roles: [...clinical, 'trust-admin'] },
  { text: 'Patients', href: '/patients', roles: [...clinical, 'letters-clerk', 'auditor', 'clinical-safety-officer'] },
  { text: 'Feeds', href: '/feeds', roles: [...clinical, 'trust-admin', 'platform-admin', 'auditor', 'clinical-safety-officer'] },
];

const here = dirname(fileURLToPath(import.meta.url));
export const frontendFolder = join(dirname(createRequire(import.meta.url).resolve('nhsuk-frontend/package.json')), 'dist');
export const pagesFolder = here;

/** What every page needs: templates, who is looking, how fresh it is, names, and a record of each look at a patient. */
export class Pages {
  readonly #templates = new nunjucks.Environment(new nunjucks.FileSystemLoader([here, frontendFolder]), {
    autoescape: true,
    throwOnUndefined: false,
  });
  readonly arrivals: Arrivals;

  constructor(private readonly parts: PagesParts) {
    this.arrivals = arrivals(parts.consumer);
  }

  get copies(): Copies {
    return this.parts.consumer.copies;
  }
  get views(): Views {
    return this.parts.consumer.views;
  }
  now(): string {
    return this.parts.now();
  }
  today(): CivilDate {
    const instant = parseInstant(this.parts.now());
    if (instant === undefined) throw new Error('the clock gives no date');
    return londonDateOf(instant);
  }
  get holidays(): Holidays {
    return this.parts.holidays;
  }

  freshness(): Promise<Freshness> {
    return freshnessOf(this.parts.subscription(), this.parts.now(), this.arrivals.lastTime());
  }

  /** Renders a page for somebody who is signed in. */
  async send(response: PageResponse, page: Page): Promise<void> {
    const request = response.req;
    const { signedIn } = request;
    const { flash } = request.session;
    delete request.session.flash;
    const user =
      signedIn === undefined
        ? undefined
        : {
            name: signedIn.person.name,
            role: roleWords(signedIn.person),
            place: signedIn.person.trusts.map((trust) => this.parts.trustName(trust)).join(', '),
          };
    const nav =
      signedIn === undefined
        ? []
        : navigation
            .filter((item) => item.roles.some((role) => signedIn.person.roles.includes(role)))
            .map(({ text, href }) => ({ text, href, current: text === page.section }));
    this.#write(response, page, {
      ...page.model,
      user,
      nav,
      flash,
      fresh: await this.freshness(),
      csrf: (request as { csrfToken?: () => string }).csrfToken?.(),
    });
  }

  /** A page for nobody in particular: signing out, an error before anybody is known. */
  sendPlain(
    response: Response,
    page: {
      readonly status: number;
      readonly title: string;
      readonly lines: readonly string[];
      readonly link?: { readonly href: string; readonly text: string };
    },
  ): void {
    this.#write(
      response,
      { template: 'errors/plain.njk', title: page.title, status: page.status, model: {}, hideFresh: true },
      { lines: page.lines, link: page.link },
    );
  }

  /** The identity provider's page in this service's clothes. */
  signInPage(model: object, nonce: string): string {
    return this.#render('sign-in/sign-in.njk', { ...this.#common('Sign in'), ...model, cspNonce: nonce, hideFresh: true });
  }

  async contextFor({ person, trust }: SignedIn): Promise<PageContext> {
    const [known, groups, plans, senders] = [
      await this.copies.of(staff).find(regionWide, {}),
      await this.copies.of(teams).find(trust, {}),
      await this.copies.of(protocols).find(regionWide, {}),
      await this.copies.of(feeds).find(regionWide, {}),
    ];
    const names = new Map<string, string>([
      ...known.map((member) => [`person:${member.person}`, member.name] as const),
      ...senders.map((feed) => [`feed:${feed._id}`, feed.agreement?.name ?? 'A sender'] as const),
    ]);
    return {
      today: this.today(),
      holidays: this.parts.holidays,
      subject: person.subject,
      nameOf: (actor) => names.get(actor) ?? actorWords(actor),
      teamName: (team) => groups.find((group) => group._id === team)?.name ?? 'Team not known',
      protocolOf: (id, version): Protocol | undefined =>
        plans.find((plan) => plan._id === id)?.versions.find((each) => each.version === version),
    };
  }

  /** Records a look at a patient before it is shown: where it cannot be recorded it is not shown. */
  async recordLook(
    { person, trust }: SignedIn,
    look: { readonly patient: string; readonly page: string; readonly how: string },
  ): Promise<void> {
    await this.#record({ person, trust }, { ...look, refused: false });
  }

  /** What is not there, or is another trust's: the same answer to both, and a record at the trust whose patient it is. */
  async notThere({ person }: SignedIn, look: { readonly patient: string; readonly page: string; readonly how: string }): Promise<Refused> {
    const elsewhere = await this.parts.consumer.copyOfAnyTrust(patients, look.patient);
    if (elsewhere !== undefined && !person.trusts.includes(elsewhere.trust))
      void this.#record({ person, trust: elsewhere.trust }, { ...look, refused: true }).catch(() => undefined);
    return new Refused(404, 'not-found', 'Page not found');
  }

  async recordStaff(person: Person): Promise<void> {
    const id = derivedId('6c9d1a52-5b8e-4b52-9d9e-3f7f4f0f1a01', person.subject);
    const member = {
      person: person.subject,
      name: person.name,
      roles: person.roles,
      trusts: person.trusts,
      ...present({ registration: person.registration }),
    };
    await execute(this.parts.execution, staffAggregate, {
      id,
      command: { type: 'RecordStaff', ...member },
      context: {
        commandId: newId(),
        actor: { kind: 'person', id: person.subject, role: person.roles[0] ?? 'none' },
        trust: regionWide,
        correlationId: newId(),
      },
    });
  }

  async #record(
    { person, trust }: Pick<SignedIn, 'person' | 'trust'>,
    look: { readonly patient: string; readonly page: string; readonly how: string; readonly refused: boolean },
  ): Promise<void> {
    const id = newId();
    const outcome = await execute(this.parts.execution, access, {
      id,
      command: { type: 'RecordLook', ...look },
      context: {
        commandId: newId(),
        actor: { kind: 'person', id: person.subject, role: person.roles[0] ?? 'none' },
        trust,
        patient: look.patient,
        correlationId: streamOf(access, id),
      },
    });
    if (!outcome.accepted)
      throw new Refused(503, 'store-away', 'Your look at this patient cannot be recorded at the moment, so it cannot be shown.');
  }

  #common(title: string): object {
    const now = parseInstant(this.parts.now());
    const clock =
      now === undefined ? {} : { weekday: weekdayOf(londonDateOf(now)), date: showDate(londonDateOf(now)), time: showTime(now) };
    return { title, serviceName: this.parts.serviceName, training: this.parts.training, clock, assetPath: '/assets' };
  }

  #write(response: Response, page: Page, model: object): void {
    const html = this.#render(page.template, {
      ...this.#common(page.title),
      back: page.back,
      hideFresh: page.hideFresh,
      ...model,
      cspNonce: response.locals['cspNonce'] as string,
    });
    response
      .status(page.status ?? 200)
      .type('html')
      .set('cache-control', 'no-store')
      .send(html);
  }

  #render(template: string, model: object): string {
    return this.#templates.render(template, model);
  }
}

const actorWords = (actor: string): string => {
  const [kind = '', id = ''] = [actor.slice(0, actor.indexOf(':')), actor.slice(actor.indexOf(':') + 1)];
  switch (kind) {
    case 'policy':
      return 'Rule of the system';
    case 'feed':
      return 'A sender';
    case 'operator':
      return `Operator ${id}`;
    default:
      return 'A member of staff';
  }
};
