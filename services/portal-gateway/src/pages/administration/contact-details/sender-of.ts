import type { Copies } from '@rms/read-models';
import { senders, type SenderCopy } from '../../../copies/letter-paper.projection.js';

/** What a trust's letters print of itself, and how far that has been taken in; `undefined` where it has given nothing. */
export const senderCopyOf = async (copies: Copies, trust: string): Promise<SenderCopy | undefined> =>
  (await copies.of(senders).find(trust, {}))[0];
