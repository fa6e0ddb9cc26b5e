import { runUntilTold, startStanding } from '@rms/service-kit/standing';
import { signerFrom } from '@rms/service-kit';
import { readConfig } from './config.js';
import { assembleAlerting, alertingHistory } from './alerting.js';

await runUntilTold(() =>
  startStanding(readConfig(), {
    history: alertingHistory,
    assemble: ({ ports, secret, logger }) => ({
      definition: assembleAlerting({
        ...ports,
        signer: signerFrom(secret('certificate-key')),
        certifies: () => true,
        onSilent: (error) => {
          logger.error('the sweep could not be finished', { error: error instanceof Error ? error.message : String(error) });
        },
      }),
    }),
  }),
);
