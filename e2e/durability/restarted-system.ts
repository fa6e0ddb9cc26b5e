import { ended, launch, type Launched } from '../journeys/cast/running-system.js';

/** A system that is killed and started again on the same directory and the same doors. */
export class RestartedSystem {
  kills = 0;

  private constructor(
    readonly data: string,
    private running: Launched,
  ) {}

  static async start(data: string): Promise<RestartedSystem> {
    return new RestartedSystem(data, await launch({ data, seed: 'empty' }));
  }

  get mllp(): Launched['mllp'] {
    return this.running.mllp;
  }

  get home(): string {
    const { host, port } = this.running.http;
    return `http://${host}:${String(port)}`;
  }

  /** Takes the process away in the middle of whatever it does, and starts it again. */
  async killAndStart(): Promise<void> {
    await this.kill();
    await this.startAgain();
  }

  async kill(): Promise<void> {
    this.running.child.kill('SIGKILL');
    await ended(this.running.child);
    this.kills += 1;
  }

  async startAgain(): Promise<void> {
    const { http, mllp } = this.running;
    this.running = await launch({ data: this.data, seed: 'empty', http: http.port, mllp: mllp.port });
  }

  async stop(): Promise<void> {
    this.running.child.kill('SIGTERM');
    await ended(this.running.child);
  }
}
