import { derivedId, execute, type Actor, type Execution } from '@rms/event-sourcing';
import type { PublishedHistory } from '@rms/messaging';
import {
  addDays,
  instantFromMillis,
  londonDateOf,
  millisOf,
  parseCivilDate,
  parseInstant,
  regionWide,
  startOfDayIn,
  type CivilDate,
} from '@rms/nhs';
import { canonicalText } from '@rms/read-models';
import type { Signer, Timers } from '@rms/service-kit';
import { task } from '../task/task.aggregate.js';
import type { Desk } from '../who-acts/desk.model.js';
import { certificate, certificateId, type Statement } from './certificate.aggregate.js';
import { LedgerReader, missingFrom } from './ledger-reader.js';
import { ordersAfter, type ExceptionOrder } from './lost-patients-are-somebodys.js';
import { reconcile, type Moment, type Reconciliation } from './reconcile.js';
import { sweep, sweepId } from './sweep.aggregate.js';

export interface WatchParts {
  readonly execution: Execution;
  readonly histories: ReadonlyMap<string, PublishedHistory>;
  /** What a trust’s tasks are decided on: who is there, and when its teams work. */
  readonly deskOf: (trust: string) => Promise<Desk>;
  /** The day up to which every trust has its certificate; `undefined` when none was ever issued. */
  readonly certifiedTo: () => Promise<string | undefined>;
  readonly signer: Signer;
  /** The system clock, as an instant: by it the watch itself is watched. */
  readonly systemNow: () => string;
  /** False while a region is being brought to life: its past days have no certificate. */
  readonly certifies: () => boolean;
}

const graceMs = 10 * 60_000;
const dateOf = (instant: string): CivilDate => {
  const parsed = parseInstant(instant);
  if (parsed === undefined) throw new Error(`${instant} is no instant`);
  return londonDateOf(parsed);
};
const before = (instant: string, millis: number): string => {
  const parsed = parseInstant(instant);
  return parsed === undefined ? '' : instantFromMillis(millisOf(parsed) - millis);
};

/** The moment of a reckoning from an instant: ten minutes are allowed for what one service owes another, a day for a date to be noticed. */
export const momentOf = (asOf: string): Moment => ({ yesterday: addDays(dateOf(asOf), -1), settledBefore: before(asOf, graceMs) });

/** The last instant of a day in England. */
export const endOfDay = (on: CivilDate): string => before(startOfDayIn(addDays(on, 1)), 1);

const actor = (name: string): Actor => ({ kind: 'policy', id: `alerting.${name}`, role: 'policy' });

/** Looks after everybody from the history alone: hourly, and in a certificate for each trust and day. */
export class KeepingWatch {
  readonly #parts: WatchParts;
  readonly #now: LedgerReader;
  readonly #days: LedgerReader;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#now = new LedgerReader(parts.histories);
    this.#days = new LedgerReader(parts.histories);
  }

  /** Holds everybody against the promise now, and gives whoever is lost to somebody. Answers the sums. Throws when a history cannot be asked. */
  async sweep(): Promise<readonly Reconciliation[]> {
    const missing = missingFrom(this.#parts.histories);
    if (missing.length > 0) throw new Error(`The sweep cannot see ${missing.join(', ')}.`);
    const asOf = this.#parts.execution.now();
    const ledger = await this.#now.advanceTo(asOf);
    const sums = reconcile(ledger, momentOf(asOf));
    const open = [...ledger.tasks.values()].filter((one) => one.open && one.kind === 'exception');
    for (const order of ordersAfter(sums, { deskOf: await this.#desks(sums), today: dateOf(asOf), open })) await this.#give(order, asOf);
    await this.#finish(sums, ledger.accounts.size);
    return sums;
  }

  /** What a trust's certificate of a day says, from everything recorded by the end of that day. Days are asked in their order. */
  async statements(on: CivilDate): Promise<readonly Statement[]> {
    const asOf = endOfDay(on);
    const ledger = await this.#days.advanceTo(asOf);
    return reconcile(ledger, momentOf(asOf)).map((sum) => ({ ...sum, on, asOf, position: this.#days.position }));
  }

  /** Issues the certificates of the days that have passed since the last, or of yesterday where there is none. */
  async certify(): Promise<number> {
    const yesterday = addDays(dateOf(this.#parts.execution.now()), -1);
    let issued = 0;
    for (let on = await this.#firstToIssue(yesterday); on <= yesterday; on = addDays(on, 1))
      for (const statement of await this.statements(on)) if (await this.#issue(statement)) issued += 1;
    return issued;
  }

  /** The daily certificate as a timer: it is due at the start of each day. */
  get timers(): Timers {
    return {
      name: 'alerting.certificate',
      next: (after) => Promise.resolve(this.#parts.certifies() ? addDays(dateOf(after), 1) : undefined),
      wakeDue: () => (this.#parts.certifies() ? this.certify() : Promise.resolve(0)),
    };
  }

  async #firstToIssue(yesterday: CivilDate): Promise<CivilDate> {
    const last = parseCivilDate((await this.#parts.certifiedTo()) ?? '');
    return last === undefined ? yesterday : addDays(last, 1);
  }

  async #issue(statement: Statement): Promise<boolean> {
    const { signer, execution } = this.#parts;
    const commandId = derivedId(certificateId(statement.trust, statement.on), 'issue');
    const outcome = await execute(execution, certificate, {
      id: certificateId(statement.trust, statement.on),
      command: { type: 'IssueCertificate', statement, signature: signer.sign(canonicalText(statement)), key: signer.key },
      context: { commandId, actor: actor('certify-the-day'), trust: statement.trust, correlationId: commandId },
    });
    if (!outcome.accepted) throw new Error(`The certificate of ${statement.trust} of ${statement.on} was refused: ${outcome.refusal}`);
    return outcome.events.length > 0 && !outcome.repeated;
  }

  async #give({ id, trust, command, patient }: ExceptionOrder, asOf: string): Promise<void> {
    const commandId = derivedId(id, `${command.type} ${asOf}`);
    const context = { commandId, actor: actor('sweep'), trust, correlationId: commandId, ...(patient === undefined ? {} : { patient }) };
    await execute(this.#parts.execution, task, { id, command, context });
  }

  async #finish(sums: readonly Reconciliation[], followUps: number): Promise<void> {
    const at = this.#parts.systemNow();
    const exceptions = sums.reduce((sum, one) => sum + one.exceptions.length, 0);
    const commandId = derivedId(sweepId(at.slice(0, 10)), at);
    await execute(this.#parts.execution, sweep, {
      id: sweepId(at.slice(0, 10)),
      command: { type: 'FinishSweep', day: dateOf(at), at, position: this.#now.position, followUps, exceptions },
      context: { commandId, actor: actor('sweep'), trust: regionWide, correlationId: commandId },
    });
  }

  async #desks(sums: readonly Reconciliation[]): Promise<(trust: string) => Desk | undefined> {
    const known = new Map<string, Desk>();
    for (const { trust, exceptions } of sums) if (exceptions.length > 0) known.set(trust, await this.#parts.deskOf(trust));
    return (trust) => known.get(trust);
  }
}
