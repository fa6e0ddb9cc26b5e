import { holidaysAroundNow, runUntilTold, startAlone } from '@rms/service-kit/embedded';
import { readConfig } from './config.js';
import { assembleAlerting, alertingHistory } from './alerting.js';

await runUntilTold(() =>
  startAlone(readConfig(), {
    history: alertingHistory,
    assemble: ({ ports }) => ({ definition: assembleAlerting({ ...ports, holidays: holidaysAroundNow() }) }),
  }),
);
