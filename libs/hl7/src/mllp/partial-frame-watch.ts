/** How long a sender may take over a frame, in milliseconds. */
export interface FrameTimes {
  /** Without a byte, inside a frame. */
  readonly idleTimeoutMs: number;
  /** For the whole frame. Without it one byte a second would hold a connection for ever. */
  readonly frameTimeoutMs: number;
  /** After a last FS without the CR that should follow. */
  readonly endGraceMs: number;
}

/** Watches a frame that has begun and not ended. Between frames no clock runs: a quiet feed is not a broken one. */
export class PartialFrameWatch {
  #idle: NodeJS.Timeout | undefined;
  #whole: NodeJS.Timeout | undefined;
  #end: NodeJS.Timeout | undefined;

  constructor(
    private readonly times: FrameTimes,
    private readonly late: { readonly onTimeout: () => void; readonly onEndGrace: () => void },
  ) {}

  /** Bytes came and a frame is open. `isNew`: it is another one than before. */
  frameIsOpen(isNew: boolean): void {
    if (isNew) this.stop();
    this.#whole ??= setTimeout(this.late.onTimeout, this.times.frameTimeoutMs);
    if (this.#idle === undefined) this.#idle = setTimeout(this.late.onTimeout, this.times.idleTimeoutMs);
    else this.#idle.refresh();
  }

  /** The last byte may have been the end of the frame, or not. */
  endIsUncertain(isUncertain: boolean): void {
    clearTimeout(this.#end);
    this.#end = isUncertain ? setTimeout(this.late.onEndGrace, this.times.endGraceMs) : undefined;
  }

  /** No frame is open, or nothing is being read. */
  stop(): void {
    if (this.#whole === undefined) return;
    clearTimeout(this.#idle);
    clearTimeout(this.#whole);
    clearTimeout(this.#end);
    this.#idle = undefined;
    this.#whole = undefined;
    this.#end = undefined;
  }
}
