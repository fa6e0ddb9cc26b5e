import { sha256 } from '@rms/event-sourcing/pure';
import { instant } from '../../words.js';

/** A message as its owner hands it out, its bytes in base64. */
export interface ReceivedMessage {
  readonly receipt: number;
  readonly type: string;
  readonly controlId: string;
  readonly sender: string;
  readonly receivedAt: string;
  readonly sha256: string;
  readonly bytes: string;
}

/** What a page shows of a message: its segments, and whether its bytes are those that the result names. */
export interface ShownMessage {
  readonly about: string;
  readonly receivedAt: string;
  readonly sha256: string;
  readonly length: number;
  /** Its bytes hash to what the result that was recorded from it says. */
  readonly isTheOneNamed: boolean;
  readonly segments: readonly string[];
}

// Bytes that are not UTF-8 are shown in the one encoding in which every byte is a character.
const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
};

/** `undefined` where the owner has no such message, or does not answer. */
export const messageModel = (message: ReceivedMessage | undefined, named: string): ShownMessage | undefined => {
  if (message === undefined) return undefined;
  const bytes = Buffer.from(message.bytes, 'base64');
  return {
    about: `${message.type}, control id ${message.controlId}, receipt ${String(message.receipt)}`,
    receivedAt: instant(message.receivedAt, 'second'),
    sha256: sha256(bytes),
    length: bytes.length,
    isTheOneNamed: sha256(bytes) === named,
    segments: textOf(bytes)
      .split(/\r\n|\r|\n/)
      .filter((segment) => segment !== ''),
  };
};
