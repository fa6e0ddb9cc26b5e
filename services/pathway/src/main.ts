import { runUntilTold, startAlone } from '@rms/service-kit/embedded';
import { readConfig } from './config.js';
import { assemblePathway, pathwayHistory } from './pathway.js';

await runUntilTold(() =>
  startAlone(readConfig(), {
    history: pathwayHistory,
    assemble: ({ ports }) => ({ definition: assemblePathway(ports) }),
  }),
);
