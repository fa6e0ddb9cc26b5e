import { bankHolidays } from '@rms/nhs';
import { runUntilTold, startStanding } from '@rms/service-kit/standing';
import { readConfig, readLetterTimes } from './config.js';
import { assembleLetters, lettersHistory } from './letters.js';
import { lettersOnDisk } from './on-disk.js';

await runUntilTold(() => {
  const times = readLetterTimes();
  return startStanding(readConfig(), {
    history: lettersHistory,
    assemble: (footing) => {
      const { ports, folder, isTraining } = footing;
      const disk = lettersOnDisk({ directory: folder, now: ports.now });
      footing.onClose(() => {
        disk.close();
      });
      return {
        definition: assembleLetters({
          ...ports,
          ...disk,
          holidays: bankHolidays,
          isTraining,
          times,
        }),
      };
    },
  });
});
