/** Why there is no reply. */
export type MllpSendFailureReason = 'not-connected' | 'connection-lost' | 'timed-out' | 'reply-unreadable' | 'closed';

/** A message without a reply. Unless it was never connected the receiver may have the message: send the same bytes again, never a new control id. */
export class MllpSendFailure extends Error {
  constructor(
    readonly reason: MllpSendFailureReason,
    sentence: string,
    cause?: unknown,
  ) {
    super(sentence, { cause });
    this.name = 'MllpSendFailure';
  }
}
