// A region of its own for one journey, on engines that run already.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { freePorts } from '../../../infra/local/free-ports.mjs';
import { forgetRegion, rms, startRegion, stopRegion } from '../../../infra/local/region.mjs';
import { secretsIn, services } from '../../../infra/local/region-environment.mjs';

/** Starts a region on engines `{ kafka, mongodb, keycloak, administrator }`. Answers what a journey needs of a running system. */
export const startRegionFor = async (engines, seed) => {
  const folder = mkdtempSync(join(tmpdir(), 'rms-region-'));
  const names = ['history', 'intake', 'mllp', 'programs', ...services];
  const numbers = await freePorts(names.length);
  const ports = Object.fromEntries(names.map((name, nth) => [name, numbers[nth]]));
  const region = { name: `j${randomBytes(4).toString('hex')}`, folder, seed, ports, engines };
  const stop = async () => {
    await stopRegion(region);
    if (process.env.RMS_KEEP_REGIONS === undefined) forgetRegion(region);
  };
  try {
    const { environment } = await startRegion(region);
    return {
      http: `http://127.0.0.1:${String(ports['portal-gateway'])}`,
      mllp: { host: '127.0.0.1', port: ports.mllp },
      data: folder,
      password: secretsIn(folder).RMS_TRAINING_PASSWORD,
      rms: async (...args) => {
        const { status, out } = await rms(environment, args);
        return { status, lines: out.split('\n').filter((line) => line !== '') };
      },
      stop,
    };
  } catch (error) {
    await stopRegion(region);
    throw error;
  }
};
