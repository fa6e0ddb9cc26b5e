import { factOf, streamOf, type EventStore } from '@rms/event-sourcing';
import type { IntakeLog } from '@rms/intake';
import { result, type ResultEvent } from '../result/result.aggregate.js';

/** A message byte for byte as it came through the door. */
export interface ReceivedMessage {
  readonly receipt: number;
  readonly type: string;
  readonly controlId: string;
  readonly sender: string;
  readonly receivedAt: string;
  readonly sha256: string;
  /** In base64. */
  readonly bytes: string;
}

const receiptOf = (event: ResultEvent): number | undefined => ('version' in event ? event.version.report.receipt : undefined);

/**
 * The message that one report of a result came from. Trust first: a result of another trust, a message that this result does not
 * name, and one that is not in the log are all `undefined`.
 */
export const messageBehind = async (
  { store, log }: { readonly store: EventStore; readonly log: Pick<IntakeLog, 'message'> },
  asked: { readonly trust: string; readonly result: string; readonly receipt: number },
): Promise<ReceivedMessage | undefined> => {
  const facts = (await store.readStream(streamOf(result, asked.result)))
    .filter((event) => event.metadata['trust'] === asked.trust)
    .map((event) => factOf(result, event).event);
  const isNamed = facts.some((event) => event.type !== 'Erased' && receiptOf(event) === asked.receipt);
  const message = isNamed ? await log.message(asked.receipt) : undefined;
  if (message === undefined) return undefined;
  const { receipt, type, controlId, sender, receivedAt, sha256, bytes } = message;
  return { receipt, type, controlId, sender, receivedAt, sha256, bytes: Buffer.from(bytes).toString('base64') };
};
