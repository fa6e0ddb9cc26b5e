import { runUntilTold, startAlone } from '@rms/service-kit/embedded';
import { readConfig } from './config.js';
import { gatewayAlone } from './gateway-alone.js';
import { gatewayHistory } from './gateway.js';

await runUntilTold(() => {
  const config = readConfig();
  return startAlone(config, { history: gatewayHistory, assemble: gatewayAlone(config) });
});
