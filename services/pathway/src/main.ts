import { runUntilTold, startStanding } from '@rms/service-kit/standing';
import { readConfig } from './config.js';
import { assemblePathway, pathwayHistory } from './pathway.js';

await runUntilTold(() =>
  startStanding(readConfig(), {
    history: pathwayHistory,
    assemble: ({ ports }) => ({ definition: assemblePathway(ports) }),
  }),
);
