import prostateAfterProstatectomy from './starter/prostate-after-prostatectomy.json' with { type: 'json' };
import { readProtocol, type Protocol } from './protocol.js';

/** The protocols that come with the system, each a draft until a clinician signs it. */
export const starterProtocols: readonly Protocol[] = [readProtocol(prostateAfterProstatectomy)];
