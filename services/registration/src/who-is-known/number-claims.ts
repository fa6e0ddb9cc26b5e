import { execute, keyedId, load, type CommandContext, type Execution, type NewId } from '@rms/event-sourcing';
import type { Identifier } from '@rms/intake';
import { claim, type ClaimCommand } from '../claim/claim.aggregate.js';

/** Who claims and why. */
export type ClaimContext = Omit<CommandContext, 'commandId'>;

/** Which record holds which number of a trust. Reads the truth itself and no view. */
export class NumberClaims {
  constructor(
    private readonly execution: Execution,
    private readonly key: Uint8Array,
    private readonly newId: NewId,
  ) {}

  async holderOf(trust: string, number: Identifier): Promise<string | undefined> {
    return (await load(this.execution.store, claim, this.#idOf(trust, number))).state.patient;
  }

  /** Answers false when somebody else holds the number. */
  claim(patient: string, { authority, id }: Identifier, context: ClaimContext): Promise<boolean> {
    return this.#give({ type: 'ClaimIdentifier', patient, authority, id }, context);
  }

  /** The number is nobody's again, if it was this patient's. */
  async release(patient: string, { authority, id }: Identifier, context: ClaimContext): Promise<void> {
    await this.#give({ type: 'ReleaseIdentifier', patient, authority, id }, context);
  }

  #idOf(trust: string, { authority, id }: Identifier): string {
    return keyedId(this.key, 'claim', trust, authority, id);
  }

  // A number may be claimed, let go and claimed again because of one message, so each time is a command of its own.
  async #give(command: ClaimCommand, context: ClaimContext): Promise<boolean> {
    const id = this.#idOf(context.trust, command);
    return (await execute(this.execution, claim, { id, command, context: { ...context, commandId: this.newId() } })).accepted;
  }
}
