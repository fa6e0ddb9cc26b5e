import { runUntilTold, startStanding } from '@rms/service-kit/standing';
import { readConfig } from './config.js';
import { gatewayAlone } from './gateway-alone.js';
import { gatewayHistory } from './gateway.js';

await runUntilTold(() => {
  const config = readConfig();
  return startStanding(config, { history: gatewayHistory, assemble: gatewayAlone(config) });
});
