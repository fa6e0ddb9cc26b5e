/** Which codes answer a message (HL7 v2.5.1 section 2.9.2): original AA/AE/AR, accept CA/CE/CR, or no answer at all. */
export type ReplyMode = 'original' | 'accept' | 'none';

const asksForAcceptance: ReadonlySet<string> = new Set(['AL', 'SU', 'ER']);

/**
 * One reply for each message: an accept acknowledgement where MSH-15 is AL, SU or ER, none where MSH-15 and MSH-16 are both NE, else AA.
 * Both empty is original mode, which AA answers too. The two values are trimmed and in capitals, as `Route` has them.
 */
export const replyModeFor = (accept: string, application: string): ReplyMode => {
  if (asksForAcceptance.has(accept)) return 'accept';
  return accept === 'NE' && application === 'NE' ? 'none' : 'original';
};
