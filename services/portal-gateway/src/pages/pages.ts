import type { ClinicalNow, Clock, Execution, NewId } from '@rms/event-sourcing';
import type { Person } from '@rms/identity';
import type { BusSubscription } from '@rms/messaging';
import { londonDateOf, parseInstant, type CivilDate } from '@rms/nhs';
import type { Consumer, Copies, Views } from '@rms/read-models';
import { holidaysOf } from '@rms/service-kit';
import type { Response } from 'express';
import type { PageContext } from '../patient-page/page-context.js';
import type { PageRequest, PageResponse, SignedIn } from '../session/signed-in.js';
import { recordStaff } from '../staff/record-staff.js';
import { arrivals, type Arrivals } from './arrivals.js';
import { navigationFor, personInFrame } from './frame.js';
import { freshnessOf, type Freshness } from './freshness.js';
import { Looks } from './looks.js';
import { namesFor } from './names.js';
import { Rendering, type Page } from './rendering.js';

export interface PagesParts {
  readonly execution: Execution;
  readonly consumer: Consumer;
  readonly subscription: () => BusSubscription | undefined;
  readonly systemClock: Clock;
  readonly now: ClinicalNow;
  readonly newId: NewId;
  readonly training: boolean;
  /** The name the host has given this service. */
  readonly serviceName: string;
  readonly trustName: (ods: string) => string;
}

const tokenOf = (request: PageRequest): string | undefined => (request as { csrfToken?: () => string }).csrfToken?.();

/** What every page needs: how to be shown, who is looking, how fresh it is, names, and a record of each look at a patient. */
export class Pages {
  readonly arrivals: Arrivals;
  readonly looks: Looks;
  readonly #rendering: Rendering;
  readonly #since: number;

  constructor(private readonly parts: PagesParts) {
    this.arrivals = arrivals(parts.consumer);
    this.looks = new Looks(parts.execution, parts.consumer, parts.newId);
    this.#rendering = new Rendering(parts);
    this.#since = parts.systemClock.now();
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
  /** The clock that nobody moves, now and as it stood when the pages began. */
  systemTimes(): { readonly now: number; readonly since: number } {
    return { now: this.parts.systemClock.now(), since: this.#since };
  }
  get serviceName(): string {
    return this.parts.serviceName;
  }
  trustName(ods: string): string {
    return this.parts.trustName(ods);
  }
  newId(): string {
    return this.parts.newId();
  }
  today(): CivilDate {
    const instant = parseInstant(this.parts.now());
    if (instant === undefined) throw new Error('the clock gives no date');
    return londonDateOf(instant);
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
    this.#rendering.write(response, page, {
      ...page.model,
      user: signedIn === undefined ? undefined : personInFrame(signedIn, this.parts.trustName),
      nav: signedIn === undefined ? [] : navigationFor(signedIn, page.section),
      flash,
      fresh: await this.freshness(),
      csrf: tokenOf(request),
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
    const { status, title, lines, link } = page;
    this.#rendering.write(response, { template: 'errors/plain.njk', title, status, model: {}, hideFresh: true }, { lines, link });
  }

  /** The identity provider's page in this service's clothes. */
  signInPage(model: object, nonce: string): string {
    const [template, title] =
      'step' in model && model.step === 'new-password'
        ? ['sign-in/new-password.njk', 'Choose a password of your own']
        : ['sign-in/sign-in.njk', 'Sign in'];
    return this.#rendering.render(template, title, { ...model, cspNonce: nonce, hideFresh: true });
  }

  /** The day, who is looking, and names, for a page about patients of the person's trust. */
  async contextFor({ person, trust }: SignedIn): Promise<PageContext> {
    const holidays = await holidaysOf(this.copies, trust);
    return { ...(await namesFor(this.copies, trust)), today: this.today(), holidays, subject: person.subject };
  }

  recordStaff(person: Person): Promise<void> {
    return recordStaff(this.parts, person);
  }
}
