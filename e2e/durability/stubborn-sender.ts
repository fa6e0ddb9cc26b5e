import { createHash } from 'node:crypto';
import { openMllpSender, readAcknowledgement } from '@rms/hl7';
import { eventually } from '../journeys/cast/eventually.js';

/** One message as its sender knows it to be delivered. */
export interface Delivered {
  readonly sha256: string;
  readonly code: string;
  /** How often it was sent until there was an answer. */
  readonly attempts: number;
}

const answerWithinMs = 2_000;
const givesUpAfterMs = 60_000;

/** Sends each message again until it is acknowledged, then the next, as an integration engine does: AE asks for it again later. */
export const sendStubbornly = async (
  door: { readonly host: string; readonly port: number },
  messages: readonly Uint8Array[],
  onDelivered: (delivered: Delivered) => void,
): Promise<void> => {
  const sender = openMllpSender({ ...door, timeoutMs: answerWithinMs });
  for (const message of messages) {
    let attempts = 0;
    const code = await eventually(async () => {
      attempts += 1;
      const reply = await sender.send(message, { expectReply: true });
      const read = reply === undefined ? undefined : readAcknowledgement(reply);
      if (read?.ok !== true) throw new Error('The reply cannot be read.');
      if (read.code === 'AE') throw new Error('The message could not be kept and is asked for again.');
      return read.code;
    }, givesUpAfterMs);
    onDelivered({ sha256: createHash('sha256').update(message).digest('hex'), code, attempts });
  }
  await sender.close();
};
