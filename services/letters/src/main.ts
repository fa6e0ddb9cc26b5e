import { runUntilTold, startAlone } from '@rms/service-kit/embedded';
import { readConfig } from './config.js';
import { assembleLetters, lettersHistory } from './letters.js';

await runUntilTold(() =>
  startAlone(readConfig(), {
    history: lettersHistory,
    assemble: ({ ports }) => ({ definition: assembleLetters(ports) }),
  }),
);
