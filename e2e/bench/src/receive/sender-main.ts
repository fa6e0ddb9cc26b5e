import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { mllpFrames } from '@rms/hl7';
import { serve } from '../job/served.js';
import { laboratoryMessages, type LaboratoryMessage, type MessageLoad } from './laboratory-messages.js';

export interface SendingLoad extends MessageLoad {
  readonly port: number;
  readonly connections: number;
}

/** What a round of sending took, once each message had exactly one acknowledgement, accepting, with its own control id. */
export interface Sent {
  readonly millis: number;
}

const lingerMs = 20;
const [VT, FS, CR] = ['\x0b', '\x1c', '\r'];

/** Whether these bytes are one frame, and in it a message that accepts the one with this control id. */
const accepts = (heard: string, controlId: string): boolean => {
  const at = heard.indexOf(`${CR}MSA|`) + 5;
  const code = heard.slice(at, at + 2);
  const [after = ''] = heard.slice(at + 3 + controlId.length, at + 4 + controlId.length);
  const named = heard.startsWith(controlId, at + 3) && ['|', CR, FS].includes(after);
  return named && (code === 'AA' || code === 'CA') && heard.startsWith(`${VT}MSH|`) && heard.indexOf(FS) === heard.length - 2;
};

interface Framed {
  readonly controlId: string;
  readonly frame: Uint8Array;
}
const framed = ({ controlId, bytes }: LaboratoryMessage): Framed => ({ controlId, frame: mllpFrames([bytes]) });

/** Sends one message after another over one connection, each when the one before has been acknowledged. */
class Line {
  readonly #socket: Socket;
  readonly #messages: readonly Framed[];
  readonly #done = Promise.withResolvers<undefined>();
  #at = 0;
  #heard = '';

  constructor(socket: Socket, messages: readonly Framed[]) {
    this.#socket = socket;
    this.#messages = messages;
    socket.on('data', (chunk: Buffer) => {
      this.#hear(chunk);
    });
    socket.on('close', () => {
      this.#done.reject(new Error('The server closed the connection.'));
    });
  }

  run(): Promise<undefined> {
    this.#sendNext();
    return this.#done.promise;
  }

  /** Waits a moment for an answer too many. */
  async finish(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, lingerMs));
    this.#socket.removeAllListeners('close').destroy();
    if (this.#heard !== '') throw new Error(`An acknowledgement too many: ${this.#heard}`);
  }

  #sendNext(): void {
    const message = this.#messages[this.#at];
    if (message === undefined) this.#done.resolve(undefined);
    else this.#socket.write(message.frame);
  }

  #hear(chunk: Buffer): void {
    this.#heard += chunk.toString('latin1');
    const waitsFor = this.#messages[this.#at];
    if (waitsFor === undefined || !this.#heard.endsWith(`${FS}${CR}`)) return;
    if (!accepts(this.#heard, waitsFor.controlId)) {
      this.#done.reject(new Error(`Not the acknowledgement of ${waitsFor.controlId}: ${this.#heard}`));
      return;
    }
    this.#heard = '';
    this.#at += 1;
    this.#sendNext();
  }
}

const connected = async (port: number): Promise<Socket> => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  return socket;
};

const send = async (load: SendingLoad): Promise<Sent> => {
  const messages = laboratoryMessages(load).map(framed);
  const lines = await Promise.all(
    Array.from(
      { length: load.connections },
      async (_, line) =>
        new Line(
          await connected(load.port),
          messages.filter((__, index) => index % load.connections === line),
        ),
    ),
  );
  const from = performance.now();
  await Promise.all(lines.map((line) => line.run()));
  const millis = performance.now() - from;
  await Promise.all(lines.map((line) => line.finish()));
  return { millis };
};

serve({ send }, () => undefined);
