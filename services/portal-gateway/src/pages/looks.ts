import { execute, streamOf, type CommandContext, type Execution, type NewId } from '@rms/event-sourcing';
import { regionWide } from '@rms/nhs';
import type { Consumer } from '@rms/read-models';
import { Refused } from '@rms/service-kit';
import { access, type AccessCommand, type Look } from '../access/access.aggregate.js';
import { patients } from '../copies/patients.projection.js';
import { actorOf, type SignedIn } from '../session/signed-in.js';

/** Which patient was opened, on what page, and where the person came from. */
export type LookAt = Omit<Look, 'refused'>;
type Looking = Pick<SignedIn, 'person' | 'trust'>;

/** The record of who looked at whom. */
export class Looks {
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
      void this.#store({ person, trust: elsewhere.trust }, { ...look, refused: true }).catch(() => undefined);
    return new Refused(404, 'not-found', 'Page not found');
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
