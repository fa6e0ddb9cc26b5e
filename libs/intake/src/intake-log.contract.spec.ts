import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedIntakeLog } from './index.js';
import { intakeLogContract, MemoryIntakeLog } from './testing/index.js';

intakeLogContract('memory', (clock) => {
  const log = new MemoryIntakeLog(clock);
  return Promise.resolve({ log, close: () => log.close() });
});

intakeLogContract('SQLite', async (clock) => {
  const directory = mkdtempSync(join(tmpdir(), 'rms-intake-'));
  const log = await openEmbeddedIntakeLog(directory, clock);
  return {
    log,
    close: async () => {
      await log.close();
      rmSync(directory, { recursive: true });
    },
  };
});
