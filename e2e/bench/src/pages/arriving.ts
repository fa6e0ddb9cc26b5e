import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { followedPatients, goodPsaOf, type FollowedPatient } from '../alert/patients.js';

/** One message in so many is about somebody in follow-up; in life it is one in about 900, and an alliance has 300 such a day. */
const oneInSoMany = 50;
const connections = 4;

/** A hospital’s messages as they come: most about people nobody here knows. */
export class Arriving {
  #sent = 0;
  #accepted = 0;
  readonly #sockets: readonly Socket[];
  readonly #known: readonly FollowedPatient[];
  readonly #strangers: readonly FollowedPatient[];

  private constructor(sockets: readonly Socket[], known: readonly FollowedPatient[]) {
    this.#sockets = sockets;
    this.#known = known;
    this.#strangers = followedPatients(known.length + 2000).slice(known.length);
    for (const socket of sockets)
      socket.on('data', (chunk: Buffer) => {
        this.#accepted += chunk.toString('latin1').split('MSA|AA|').length - 1;
      });
  }

  static async at(port: number, known: readonly FollowedPatient[]): Promise<Arriving> {
    const open = async (): Promise<Socket> => {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true });
      await once(socket, 'connect');
      return socket;
    };
    return new Arriving(await Promise.all(Array.from({ length: connections }, open)), known);
  }

  get counted(): string {
    return `${String(this.#accepted)} of ${String(this.#sent)} messages accepted`;
  }

  sendNext(): void {
    const n = this.#sent;
    const among = n % oneInSoMany === 0 ? this.#known : this.#strangers;
    const about = among[n % among.length];
    if (about !== undefined) this.send(goodPsaOf(about, { nth: 100 + n, daysAgo: 0 }));
  }

  send(frame: Uint8Array): void {
    this.#sockets[this.#sent % connections]?.write(frame);
    this.#sent += 1;
  }

  async allAccepted(): Promise<void> {
    const until = performance.now() + 30_000;
    while (this.#accepted < this.#sent) {
      if (performance.now() > until) throw new Error(this.counted);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
