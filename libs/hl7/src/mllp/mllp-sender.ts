import { MllpLink, type MllpSenderOptions } from './mllp-link.js';
import { MllpSendFailure } from './mllp-send-failure.js';

/** A sender of messages to one receiver. */
export interface MllpSender {
  /**
   * Sends one message, without framing, and waits for its reply, without framing; with `expectReply: false`, for messages whose MSH-15 and MSH-16 are
   * NE, resolves with undefined once the bytes are handed to the network. Messages asked for at once go one after another. Rejects with
   * `MllpSendFailure`; the next message then goes over a new connection, so that a late reply cannot be taken for its own. The caller compares MSA-2
   * with the MSH-10 that was sent.
   */
  readonly send: (message: Uint8Array, options: { readonly expectReply: boolean }) => Promise<Uint8Array | undefined>;
  /** Lets messages already asked for finish, then ends the connection. */
  readonly close: () => Promise<void>;
}

class StopAndWait implements MllpSender {
  #link: MllpLink | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(private readonly options: MllpSenderOptions) {}

  readonly send: MllpSender['send'] = (message, { expectReply }) => {
    if (this.#isClosed) return Promise.reject(new MllpSendFailure('closed', 'This sender is closed.'));
    const sent = this.#turn.then(() => this.#exchange(message, expectReply));
    this.#turn = sent.catch(() => undefined);
    return sent;
  };

  readonly close = async (): Promise<void> => {
    this.#isClosed = true;
    await this.#turn;
    await this.#link?.end();
  };

  async #exchange(message: Uint8Array, expectReply: boolean): Promise<Uint8Array | undefined> {
    if (this.#link?.isUsable !== true) this.#link = await MllpLink.open(this.options);
    return expectReply ? this.#link.ask(message) : this.#link.tell(message);
  }
}

/** A sender that waits for each reply before it sends the next message. It connects when the first message is sent, and again when it has to. */
export const openMllpSender = (options: MllpSenderOptions): MllpSender => new StopAndWait(options);
