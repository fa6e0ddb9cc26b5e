import { runUntilTold, startAlone } from '@rms/service-kit/embedded';
import { readConfig } from './config.js';
import { assembleRegistration, registrationHistory } from './registration.js';

await runUntilTold(() =>
  startAlone(readConfig(), {
    history: registrationHistory,
    assemble: async (footing) => ({ definition: assembleRegistration({ ...footing.ports, ...(await footing.intake()) }) }),
  }),
);
