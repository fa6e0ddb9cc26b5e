import { runUntilTold, startAlone } from '@rms/service-kit/embedded';
import { signerFrom } from '@rms/service-kit';
import { readConfig } from './config.js';
import { assembleAlerting, alertingHistory } from './alerting.js';

await runUntilTold(() =>
  startAlone(readConfig(), {
    history: alertingHistory,
    assemble: ({ ports, directory, logger }) => ({
      definition: assembleAlerting({
        ...ports,
        signer: signerFrom(directory.secret('certificate-key')),
        certifies: () => true,
        onSilent: (error) => {
          logger.error('the sweep could not be finished', { error: error instanceof Error ? error.message : String(error) });
        },
      }),
    }),
  }),
);
