import { execute, streamOf, type Execution, type NewId } from '@rms/event-sourcing';
import type { Consumer } from '@rms/read-models';
import { Refused } from '@rms/service-kit';
import { access, type Look } from '../access/access.aggregate.js';
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

  /** Records a look at a patient before it is shown: where it cannot be recorded it is not shown. */
  async record({ person, trust }: Looking, look: LookAt): Promise<void> {
    await this.#store({ person, trust }, { ...look, refused: false });
  }

  /** What is not there, or is another trust's: the same answer to both, and a record at the trust whose patient it is. */
  async notThere({ person }: SignedIn, look: LookAt): Promise<Refused> {
    const elsewhere = await this.consumer.copyOfAnyTrust(patients, look.patient);
    if (elsewhere !== undefined && !person.trusts.includes(elsewhere.trust))
      void this.#store({ person, trust: elsewhere.trust }, { ...look, refused: true }).catch(() => undefined);
    return new Refused(404, 'not-found', 'Page not found');
  }

  async #store({ person, trust }: Looking, look: Look): Promise<void> {
    const id = this.newId();
    const outcome = await execute(this.execution, access, {
      id,
      command: { type: 'RecordLook', ...look },
      context: { commandId: this.newId(), actor: actorOf(person), trust, patient: look.patient, correlationId: streamOf(access, id) },
    });
    if (!outcome.accepted)
      throw new Refused(503, 'store-away', 'Your look at this patient cannot be recorded at the moment, so it cannot be shown.');
  }
}
