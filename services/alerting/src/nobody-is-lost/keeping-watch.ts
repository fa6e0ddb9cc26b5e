import { derivedId, execute, type Actor, type Execution } from '@rms/event-sourcing';
import type { PublishedHistory } from '@rms/messaging';
import { addDays, parseCivilDate, present, regionWide, type CivilDate } from '@rms/nhs';
import { canonicalText } from '@rms/read-models';
import type { Signer, Timers } from '@rms/service-kit';
import { task } from '../task/task.aggregate.js';
import type { Desk } from '../who-acts/desk.model.js';
import { certificate, certificateId, type Statement } from './certificate.aggregate.js';
import { inTurn } from './in-turn.js';
import type { Ledger } from './ledger.js';
import { LedgerReader, missingFrom } from './ledger-reader.js';
import { ordersAfter, type ExceptionOrder } from './lost-patients-are-somebodys.js';
import { dateAt, endOfDay, momentOf } from './moment.js';
import { reconcile, type Reconciliation } from './reconcile.js';
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

const nothing = (): undefined => undefined;
const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
const actor = (name: string): Actor => ({ kind: 'policy', id: `alerting.${name}`, role: 'policy' });

/** Looks after everybody from the history alone: hourly, and in a certificate for each trust and day. One at a time. */
export class KeepingWatch {
  readonly #parts: WatchParts;
  readonly #inTurn = inTurn();
  #reader: LedgerReader;
  #certifiedTo: CivilDate | undefined;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#reader = new LedgerReader(parts.histories);
  }

  /**
   * Holds everybody against the promise now, and gives whoever is lost to somebody. Answers the sums. Throws when a history cannot
   * be asked, or when somebody could not be given to anybody: then it has not finished, and its silence is heard.
   */
  sweep(): Promise<readonly Reconciliation[]> {
    return this.#inTurn(() => this.#sweep());
  }

  /** Issues the certificates of the days that have passed since the last, or of yesterday where there is none. Answers how many. */
  certify(): Promise<number> {
    return this.#inTurn(() => this.#certify());
  }

  /** The daily certificate as a timer: it is due at the start of each day. */
  get timers(): Timers {
    const isReady = (): boolean => this.#parts.certifies() && missingFrom(this.#parts.histories).length === 0;
    return {
      name: 'alerting.certificate',
      next: (after) => Promise.resolve(isReady() ? addDays(dateAt(after), 1) : undefined),
      wakeDue: () => (isReady() ? this.certify() : Promise.resolve(0)),
    };
  }

  async #sweep(): Promise<readonly Reconciliation[]> {
    // The ledger goes on only: the days that are over are certified before it goes on to now.
    const uncertified = this.#parts.certifies() ? await this.#certify().then(nothing, asError) : undefined;
    const asOf = this.#parts.execution.now();
    const ledger = await this.#ledgerAt(asOf);
    const sums = reconcile(ledger, momentOf(asOf));
    await this.#giveAll(await this.#orders(ledger, sums, dateAt(asOf)), asOf);
    await this.#finish(sums, ledger.accounts.size);
    if (uncertified !== undefined) throw uncertified;
    return sums;
  }

  // A clock that was set back, or a certificate that was lost, is no reason to be silent: everything is read again.
  #ledgerAt(asOf: string): Promise<Ledger> {
    if (asOf < this.#reader.bound) this.#reader = new LedgerReader(this.#parts.histories);
    return this.#reader.advanceTo(asOf);
  }

  async #certify(): Promise<number> {
    const yesterday = addDays(dateAt(this.#parts.execution.now()), -1);
    const failures: Error[] = [];
    let issued = 0;
    for (let on = await this.#firstToIssue(yesterday); on <= yesterday; on = addDays(on, 1)) {
      for (const statement of await this.#statements(on)) {
        // One trust whose certificate cannot be had does not keep the others from theirs.
        const outcome = await this.#issue(statement).catch(asError);
        if (outcome instanceof Error) failures.push(outcome);
        else if (outcome) issued += 1;
      }
      this.#certifiedTo = on;
    }
    if (failures[0] !== undefined) throw failures[0];
    return issued;
  }

  async #statements(on: CivilDate): Promise<readonly Statement[]> {
    const asOf = endOfDay(on);
    const ledger = await this.#ledgerAt(asOf);
    return reconcile(ledger, momentOf(asOf)).map((sum) => ({ ...sum, on, asOf, position: this.#reader.position }));
  }

  // What was issued just now may not have been heard of yet.
  async #firstToIssue(yesterday: CivilDate): Promise<CivilDate> {
    const heard = parseCivilDate((await this.#parts.certifiedTo()) ?? '');
    const last = [heard, this.#certifiedTo]
      .filter((on) => on !== undefined)
      .sort()
      .at(-1);
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

  async #orders(ledger: Ledger, sums: readonly Reconciliation[], today: CivilDate): Promise<readonly ExceptionOrder[]> {
    const known = new Map<string, Desk>();
    for (const { trust, exceptions } of sums) if (exceptions.length > 0) known.set(trust, await this.#parts.deskOf(trust));
    const open = [...ledger.tasks.values()].filter((one) => one.open && one.kind === 'exception');
    return ordersAfter(sums, { deskOf: (trust) => known.get(trust), today, open });
  }

  // One who cannot be given to anybody must not keep the others from it.
  async #giveAll(orders: readonly ExceptionOrder[], asOf: string): Promise<void> {
    const failures: string[] = [];
    for (const order of orders) {
      const why = await this.#give(order, asOf).catch((error: unknown) => asError(error).message);
      if (why !== undefined) failures.push(`${order.command.type} ${order.id}: ${why}`);
    }
    if (failures.length > 0)
      throw new Error(`The sweep could not do ${String(failures.length)} of ${String(orders.length)} things. ${failures[0] ?? ''}`);
  }

  /** Answers why not. */
  async #give({ id, trust, command, patient }: ExceptionOrder, asOf: string): Promise<string | undefined> {
    const commandId = derivedId(id, `${command.type} ${asOf}`);
    const context = { commandId, actor: actor('sweep'), trust, correlationId: commandId, ...present({ patient }) };
    const outcome = await execute(this.#parts.execution, task, { id, command, context });
    return outcome.accepted ? undefined : outcome.refusal;
  }

  async #finish(sums: readonly Reconciliation[], followUps: number): Promise<void> {
    const at = this.#parts.systemNow();
    const day = dateAt(at);
    const exceptions = sums.reduce((sum, one) => sum + one.exceptions.length, 0);
    const commandId = derivedId(sweepId(day), at);
    const outcome = await execute(this.#parts.execution, sweep, {
      id: sweepId(day),
      command: { type: 'FinishSweep', day, at, position: this.#reader.position, followUps, exceptions },
      context: { commandId, actor: actor('sweep'), trust: regionWide, correlationId: commandId },
    });
    if (!outcome.accepted) throw new Error(`That the sweep finished could not be recorded: ${outcome.refusal}.`);
  }
}
