import type { Socket } from 'node:net';
import { nextTick } from 'node:process';
import { MllpFrameDecoder, type Decoded } from './frame-decoder.js';
import { mllpFrames } from './framing.js';
import type { MllpConnection, MllpProblem } from './mllp-problem.js';
import { PartialFrameWatch, type FrameTimes } from './partial-frame-watch.js';
import { ReplyQueue, type PendingReply } from './reply-queue.js';

/** What the owner of a server does with frames and problems. */
export interface MllpHandlers {
  /**
   * Deals with one frame; answers the reply, without framing, or undefined where none is to be sent. It is called for the next frame of the same
   * connection before this one is answered; replies leave in order all the same. A rejection closes the connection without a reply.
   */
  readonly onFrame: (frame: Uint8Array, connection: MllpConnection) => Promise<Uint8Array | undefined>;
  /** Told of every problem. What it answers is sent as the reply to a frame that was `too-large`, and ignored otherwise. */
  readonly onProblem: (problem: MllpProblem, connection: MllpConnection | undefined) => Uint8Array | undefined;
}

/** What one sender may ask of the server at once. */
export interface ConversationLimits extends FrameTimes {
  readonly maxFrameBytes: number;
  /** Frames, and bytes of frames, that may be unanswered before the socket is no longer read. */
  readonly maxUnansweredFrames: number;
  readonly maxUnansweredBytes: number;
}

/** After the last reply the socket is read a little longer: closing it with bytes unread would make the network drop that reply. */
const LINGER_MS = 1000;
const NO_BYTES = new Uint8Array(0);

/** One connection of a server: bytes in, frames to the handler, replies out in order. */
export class Conversation {
  readonly #decoder: MllpFrameDecoder;
  readonly #queue = new ReplyQueue();
  readonly #watch: PartialFrameWatch;
  #isPaused = false;
  /** Nothing more is taken from this sender; what it sent is answered. */
  #isLeaving = false;
  #isFlushing = false;
  #ending: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly peer: MllpConnection,
    private readonly owner: { readonly handlers: MllpHandlers; readonly limits: ConversationLimits },
  ) {
    this.#decoder = new MllpFrameDecoder(owner.limits);
    this.#watch = new PartialFrameWatch(owner.limits, {
      onTimeout: () => this.#timedOut(),
      onEndGrace: () => this.#take(this.#decoder.settle()),
    });
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('end', () => this.#ended());
    socket.on('drain', () => this.#regulate());
    socket.on('error', (error) => this.#report({ kind: 'connection-lost', bytes: NO_BYTES, error }));
    socket.on('close', () => this.#closed());
  }

  /** Takes no more frames, lets replies in flight leave, then ends the connection. */
  leave(): void {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    this.#watch.stop();
    this.socket.resume();
    this.#flushSoon();
  }

  #receive(chunk: Uint8Array): void {
    if (!this.#isLeaving) this.#take(this.#decoder.feed(chunk));
  }

  #take(found: readonly Decoded[]): void {
    for (const item of found) if (!this.#isLeaving) this.#deal(item);
    this.#watchFrame(found.length > 0);
    this.#regulate();
  }

  #deal(item: Decoded): void {
    if (item.kind === 'frame') {
      this.#dispatch(item.bytes);
      return;
    }
    const reply = this.#report(item);
    if (item.kind === 'too-large' && reply !== undefined) this.#answer(this.#queue.expect(0), reply);
  }

  #dispatch(frame: Uint8Array): void {
    const pending = this.#queue.expect(frame.length);
    try {
      this.owner.handlers.onFrame(frame, this.peer).then(
        (reply) => this.#answer(pending, reply),
        (error: unknown) => this.#fail(pending, error),
      );
    } catch (error) {
      this.#fail(pending, error);
    }
  }

  #answer(pending: PendingReply, reply: Uint8Array | undefined): void {
    pending.reply = reply;
    pending.state = 'answered';
    this.#flushSoon();
  }

  #fail(pending: PendingReply, error: unknown): void {
    pending.state = 'failed';
    this.#report({ kind: 'frame-failed', bytes: NO_BYTES, error });
    this.leave();
    this.#flushSoon();
  }

  /** One write for all replies that become ready in the same turn. */
  #flushSoon(): void {
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    nextTick(this.#flush);
  }

  readonly #flush = (): void => {
    this.#isFlushing = false;
    if (!this.socket.writable) return;
    const replies = this.#queue.takeReady();
    if (replies.length > 0) this.socket.write(mllpFrames(replies));
    if (this.#isLeaving) this.#endWhenAnswered();
    else this.#regulate();
  };

  #endWhenAnswered(): void {
    if (this.#queue.frames > 0 && !this.#queue.hasFailed) return;
    if (this.#ending !== undefined) return;
    this.socket.end(() => this.#destroyAfter(LINGER_MS));
    this.#destroyAfter(this.owner.limits.idleTimeoutMs);
  }

  #destroyAfter(ms: number): void {
    clearTimeout(this.#ending);
    if (!this.socket.destroyed) this.#ending = setTimeout(() => this.socket.destroy(), ms);
  }

  /** A sender that writes faster than we can store waits in its own operating system. */
  #regulate(): void {
    if (this.#isLeaving) return;
    if (!this.#isPaused && this.#isBeyond(1)) {
      this.#isPaused = true;
      this.#watch.stop();
      this.socket.pause();
    } else if (this.#isPaused && !this.#isBeyond(2)) {
      this.#isPaused = false;
      this.#watchFrame(true);
      this.socket.resume();
    }
  }

  #isBeyond(share: number): boolean {
    const { maxUnansweredFrames, maxUnansweredBytes } = this.owner.limits;
    return (
      this.#queue.frames * share >= maxUnansweredFrames || this.#queue.bytes * share >= maxUnansweredBytes || this.socket.writableNeedDrain
    );
  }

  #watchFrame(isNew: boolean): void {
    if (!this.#decoder.isInsideFrame || this.#isPaused || this.#isLeaving) {
      this.#watch.stop();
      return;
    }
    this.#watch.frameIsOpen(isNew);
    this.#watch.endIsUncertain(this.#decoder.awaitsEnd);
  }

  #timedOut(): void {
    for (const item of this.#decoder.end()) this.#report({ ...item, kind: 'frame-timed-out' });
    this.leave();
  }

  /** The sender has finished; it may still be reading. */
  #ended(): void {
    if (!this.#isLeaving) for (const item of this.#decoder.end()) this.#deal(item);
    this.leave();
  }

  #closed(): void {
    for (const item of this.#decoder.end()) this.#report({ ...item, kind: 'cut-off' });
    this.#isLeaving = true;
    this.#watch.stop();
    clearTimeout(this.#ending);
  }

  #report(problem: MllpProblem): Uint8Array | undefined {
    return this.owner.handlers.onProblem(problem, this.peer);
  }
}
