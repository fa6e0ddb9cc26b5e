/** A frame that waits for its reply. */
export interface PendingReply {
  readonly frameBytes: number;
  state: 'waiting' | 'answered' | 'failed';
  reply: Uint8Array | undefined;
}

/** Replies of one connection: frames may be dealt with at the same time, their replies leave in the order in which the frames came. */
export class ReplyQueue {
  readonly #pending: PendingReply[] = [];
  #bytes = 0;

  /** Frames without a reply that has left. */
  get frames(): number {
    return this.#pending.length;
  }

  /** The bytes of those frames, which somebody still holds in memory. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The oldest frame failed, so no reply may leave any more: one that left after it could be taken for its own. */
  get hasFailed(): boolean {
    return this.#pending[0]?.state === 'failed';
  }

  expect(frameBytes: number): PendingReply {
    const pending: PendingReply = { frameBytes, state: 'waiting', reply: undefined };
    this.#pending.push(pending);
    this.#bytes += frameBytes;
    return pending;
  }

  /** The replies that may leave now, oldest first. A frame whose sender wants no reply has none and holds nobody up. */
  takeReady(): readonly Uint8Array[] {
    const ready: Uint8Array[] = [];
    for (let first = this.#pending[0]; first?.state === 'answered'; first = this.#pending[0]) {
      this.#pending.shift();
      this.#bytes -= first.frameBytes;
      if (first.reply !== undefined) ready.push(first.reply);
    }
    return ready;
  }
}
