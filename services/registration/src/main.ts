import { runUntilTold, startStanding } from '@rms/service-kit/standing';
import { readConfig } from './config.js';
import { assembleRegistration, registrationHistory } from './registration.js';

await runUntilTold(() =>
  startStanding(readConfig(), {
    history: registrationHistory,
    assemble: async (footing) => {
      const intake = await footing.intake();
      const definition = assembleRegistration({ ...footing.ports, ...intake });
      return { definition, messages: { intake, feeds: definition.feeds, lookUpFeeds: definition.lookUpFeeds } };
    },
  }),
);
