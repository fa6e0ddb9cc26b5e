import { runUntilTold, startStanding } from '@rms/service-kit/standing';
import { readConfig } from './config.js';
import { assembleResults, resultsHistory } from './results.js';

await runUntilTold(() =>
  startStanding(readConfig(), {
    history: resultsHistory,
    assemble: async (footing) => {
      const intake = await footing.intake();
      const definition = assembleResults({ ...footing.ports, ...intake });
      return { definition, messages: { intake, feeds: definition.feeds, lookUpFeeds: definition.lookUpFeeds } };
    },
  }),
);
