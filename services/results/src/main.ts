import { runUntilTold, startAlone } from '@rms/service-kit/embedded';
import { readConfig } from './config.js';
import { assembleResults, resultsHistory } from './results.js';

await runUntilTold(() =>
  startAlone(readConfig(), {
    history: resultsHistory,
    assemble: async (footing) => ({ definition: assembleResults({ ...footing.ports, ...(await footing.intake()) }) }),
  }),
);
