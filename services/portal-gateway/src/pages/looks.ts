import { execute, streamOf, type CommandContext, type Execution, type NewId } from '@rms/event-sourcing';
import { regionWide } from '@rms/nhs';
import type { Consumer } from '@rms/read-models';
import { Refused } from '@rms/service-kit';
import { access, type AccessCommand, type Look } from '../access/access.aggregate.js';
import { patients } from '../copies/patients.projection.js';
import { askedFor, type AskedFor } from './asked-for.js';
import { actorOf, type SignedIn } from '../session/signed-in.js';

/** Which patient was opened, on what page, and where the person came from. */
export type LookAt = Omit<Look, 'refused' | 'why'>;
type Looking = Pick<SignedIn, 'person' | 'trust'>;

/** The record of who looked at whom. */
export class Looks {
  /** Refusals whose attempt is on record already. */
  readonly #recorded = new WeakSet<Refused>();

  constructor(
    private readonly execution: Execution,
    private readonly consumer: Consumer,
    private readonly newId: NewId,
  ) {}

  /** Records a look at a patient before it is shown: where it cannot be recorded it is not shown. Answers the stream it is in. */
  record({ person, trust }: Looking, look: LookAt): Promise<string> {
    return this.#store({ person, trust }, { ...look, refused: false });
  }

  /** Records that somebody reads what a member of staff has looked at, before it is shown. */
  async recordLogReading({ person }: Looking, of: string): Promise<void> {
    const id = this.newId();
    await this.#run(id, {
      command: { type: 'RecordLogReading', person: of },
      context: { commandId: this.newId(), actor: actorOf(person), trust: regionWide, correlationId: streamOf(access, id) },
    });
  }

  /** What is not there, or is another trust's: the same answer to both, and a record at the trust whose patient it is. */
  async notThere({ person }: SignedIn, look: LookAt): Promise<Refused> {
    const elsewhere = await this.consumer.copyOfAnyTrust(patients, look.patient);
    if (elsewhere !== undefined && !person.trusts.includes(elsewhere.trust))
      this.#refused({ person, trust: elsewhere.trust }, { ...look, why: 'trust' });
    const refused = new Refused(404, 'not-found', 'Page not found');
    this.#recorded.add(refused);
    return refused;
  }

  /**
   * Records an attempt at anything that is about a patient, at the trust whose patient it is: one that the role has no use for, or one
   * that was answered as not there because it is another trust's. What is not there at all is about nobody.
   */
  async turnedAway({ person }: SignedIn, refused: Refused, at: { readonly path: string; readonly how: string }): Promise<void> {
    const asked = this.#recorded.has(refused) ? undefined : askedFor(at.path);
    const found = asked === undefined ? undefined : await this.#whose(asked);
    if (asked === undefined || found === undefined) return;
    const isTheirs = person.trusts.includes(found.trust);
    if (isTheirs && refused.status !== 403) return;
    this.#refused({ person, trust: found.trust }, { ...found.of, page: asked.page, how: at.how, why: isTheirs ? 'role' : 'trust' });
  }

  async #whose({ copy, id }: AskedFor): Promise<{ readonly trust: string; readonly of: Pick<Look, 'patient'> } | undefined> {
    const found = await this.consumer.copyOfAnyTrust(copy, id);
    const patient = copy.name === patients.name ? found?._id : found?.patient;
    return found === undefined || patient === undefined || patient === '' ? undefined : { trust: found.trust, of: { patient } };
  }

  // Nobody waits for it: how long an answer takes must not tell whether there is such a patient.
  #refused(looking: Looking, look: Omit<Look, 'refused'>): void {
    void this.#store(looking, { ...look, refused: true }).catch(() => undefined);
  }

  async #store({ person, trust }: Looking, look: Look): Promise<string> {
    const id = this.newId();
    await this.#run(id, {
      command: { type: 'RecordLook', ...look },
      context: { commandId: this.newId(), actor: actorOf(person), trust, patient: look.patient, correlationId: streamOf(access, id) },
    });
    return streamOf(access, id);
  }

  async #run(id: string, order: { readonly command: AccessCommand; readonly context: CommandContext }): Promise<void> {
    const outcome = await execute(this.execution, access, { id, ...order });
    if (!outcome.accepted) throw new Refused(503, 'store-away', 'Your look cannot be recorded at the moment, so nothing can be shown.');
  }
}
