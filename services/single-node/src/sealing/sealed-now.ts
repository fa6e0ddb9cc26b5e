import type { TreeHead } from '@rms/event-sourcing';

/** A head that was signed just now, and the public key to check it with. */
export interface SealedNow {
  readonly head: TreeHead;
  readonly publicKey: string;
}
