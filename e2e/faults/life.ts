import { setTimeout as pause } from 'node:timers/promises';
import {
  approveLetters,
  decideReview,
  OwnersDoors,
  staffOf,
  startFollowUp,
  type AtWork,
  type Host,
  type Item,
} from '@rms/single-node/training';
import { daysAgo } from '../journeys/cast/days.js';
import type { JourneyPatient } from '../journeys/cast/patients.js';
import { sendStubbornly, type Delivered } from '../durability/stubborn-sender.js';
import { operatedOn, registrationOf, resultOf, shaOf, somebody, trust } from './people.js';

const laboratories = 2;
const patientsOfALaboratory = 12;
const betweenReportsMs = 600;
const betweenRoundsMs = 4_000;
/** Of so many whom a laboratory reports about one is in follow-up; in life it is one of hundreds. */
const oneIsFollowedOf = 6;
const protocol = 'prostate-after-prostatectomy';

/** What the senders and the staff know to be done. */
export interface Done {
  readonly log: readonly Delivered[];
  readonly registrations: readonly string[];
  readonly reports: readonly string[];
  readonly followed: readonly string[];
}

/**
 * What goes on in a region all day: laboratories report, the register sends newcomers, nurses start their follow-ups and decide, the
 * clerk approves letters. Each sends again what was not acknowledged, and does again what was not answered.
 */
export class Life {
  readonly #log: Delivered[] = [];
  readonly #registrations: string[] = [];
  readonly #reports: string[] = [];
  readonly #followed = new Set<string>();
  readonly #doors: OwnersDoors;
  #goesOn = false;
  #under: Promise<unknown> = Promise.resolve();
  #reported = Array.from({ length: laboratories }, () => 0);
  #newcomers = 0;

  constructor(
    host: Host,
    private readonly door: { readonly host: string; readonly port: number },
  ) {
    this.#doors = new OwnersDoors(host);
  }

  get done(): Done {
    return { log: this.#log, registrations: this.#registrations, reports: this.#reports, followed: [...this.#followed] };
  }

  /** Registers those whom the laboratories report about, and others; starts the follow-up of some of the first and of all others. */
  async takeIn(others: readonly JourneyPatient[]): Promise<void> {
    const reportedAbout = Array.from({ length: laboratories * patientsOfALaboratory }, (_, n) => somebody('Reported', n));
    for (const patient of [...reportedAbout, ...others]) await this.#register(patient);
    const followed = [...reportedAbout.filter((_, n) => n % oneIsFollowedOf === 0), ...others];
    for (const patient of followed) await this.#insist(() => this.#follow(patient));
  }

  begin(): void {
    this.#goesOn = true;
    const each = [...this.#reported.keys()].map((laboratory) => this.#reporting(laboratory));
    this.#under = Promise.all([...each, this.#newcomersComing(), this.#staffWorking()]);
    this.#under.catch(() => undefined);
  }

  /** Resolves when everybody has finished what he had in hand. */
  async rest(): Promise<void> {
    this.#goesOn = false;
    await this.#under;
  }

  async report(message: Uint8Array): Promise<void> {
    this.#reports.push(shaOf(message));
    await this.#send(message);
  }

  async #reporting(laboratory: number): Promise<void> {
    while (this.#goesOn) {
      const n = (this.#reported[laboratory] = (this.#reported[laboratory] ?? 0) + 1) - 1;
      const patient = somebody('Reported', laboratory * patientsOfALaboratory + (n % patientsOfALaboratory));
      await this.report(resultOf(patient, Math.floor(n / patientsOfALaboratory)));
      await pause(betweenReportsMs);
    }
  }

  async #newcomersComing(): Promise<void> {
    while (this.#goesOn) {
      const newcomer = somebody('Newcomer', this.#newcomers);
      this.#newcomers += 1;
      await this.#register(newcomer);
      await this.#insist(() => this.#follow(newcomer));
      await pause(betweenRoundsMs);
    }
  }

  // What cannot be done now is done at the next round.
  async #staffWorking(): Promise<void> {
    while (this.#goesOn) {
      await this.#round().catch(() => undefined);
      await pause(betweenRoundsMs);
    }
  }

  async #round(): Promise<void> {
    const at: AtWork = { doors: this.#doors, trust, today: daysAgo(0), staff: staffOf(trust), present: 2 };
    const items = await this.#doors.known<Item>('work_items').find(trust, { kind: 'review' });
    const [oldest] = items.filter(({ banner }) => banner !== undefined);
    if (oldest !== undefined) await decideReview(at, oldest);
    await approveLetters(at);
  }

  async #register(patient: JourneyPatient): Promise<void> {
    this.#registrations.push(patient.nhsNumber);
    await this.#send(registrationOf(patient));
  }

  async #follow(patient: JourneyPatient): Promise<void> {
    await startFollowUp(this.#doors, { nhsNumber: patient.nhsNumber, trust, protocol, anchorOn: operatedOn });
    this.#followed.add(patient.nhsNumber);
  }

  async #send(message: Uint8Array): Promise<void> {
    await sendStubbornly(this.door, [message], (one) => this.#log.push(one));
  }

  async #insist(work: () => Promise<void>): Promise<void> {
    const until = performance.now() + 180_000;
    for (;;)
      try {
        await work();
        return;
      } catch (error) {
        if (performance.now() > until) throw error;
        await pause(100);
      }
  }
}
