import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeDirectory } from '@rms/service-kit/embedded';
import { restoreBackup, takeBackup } from '@rms/single-node';
import { sendStubbornly } from '../durability/stubborn-sender.js';
import { daysAgo } from '../journeys/cast/days.js';
import { eventually } from '../journeys/cast/eventually.js';
import { mrMarlow, mrTeal } from '../journeys/cast/patients.js';
import { ended, launch } from '../journeys/cast/running-system.js';
import { psa, psaReport, registration } from '../journeys/cast/senders.js';
import { rms } from './command.fixture.js';

export const databases = ['history.db', 'identity.db', 'intake.db', 'letters-pages.db', 'loopback-carrier.db'];
const nobodyLooks = (): void => undefined;
const takenAt = '2026-03-02T09:00:00.000Z';

export const take = (from: string, to: string) => takeBackup({ data: from, to, takenAt, onProgress: nobodyLooks });
/** What is wrong with what was restored; nothing where it is whole. */
export const restore = async (from: string, to: string, verify = true): Promise<readonly string[]> =>
  (await restoreBackup({ from, data: to, verify, operator: 'test', onProgress: nobodyLooks })).findings;
export const startOn = (directory: string) => takeDirectory(directory, { mode: undefined, seed: undefined, now: takenAt });

/** A data directory in which something has happened, a sound backup of it, and a new empty folder for each test. */
export class BackedUp {
  readonly place = mkdtempSync(join(tmpdir(), 'rms-whole-'));
  readonly data = join(this.place, 'data');
  readonly sound = join(this.place, 'sound');
  #nth = 0;

  get here(): string {
    return join(this.place, String(this.#nth));
  }
  under(name: string): string {
    return join(this.here, name);
  }
  next(): void {
    this.#nth += 1;
    mkdirSync(this.here);
  }
  remove(): void {
    rmSync(this.place, { recursive: true });
  }

  async live(): Promise<void> {
    const { child, mllp, told } = await launch({ data: this.data, seed: 'cast' });
    await eventually(() => {
      if (!told().includes('demonstration is ready')) throw new Error(told());
      return Promise.resolve();
    }, 60_000);
    const messages = [registration(mrMarlow), registration(mrTeal), psaReport(psa('0.24', daysAgo(3)), mrMarlow)];
    await sendStubbornly(
      mllp,
      messages.map((message) => message.bytes()),
      () => undefined,
    );
    const settled = eventually(async () => {
      const { status, complaint } = await rms('outcomes', '--data', this.data);
      if (status !== 0) throw new Error(complaint);
    }, 30_000);
    await settled.finally(async () => {
      child.kill('SIGTERM');
      await ended(child);
    });
    const { status, complaint } = await rms('backup', '--data', this.data, '--to', this.sound);
    if (status !== 0) throw new Error(complaint);
  }
}
