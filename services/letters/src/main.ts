import { bankHolidays } from '@rms/nhs';
import { runUntilTold, startAlone } from '@rms/service-kit/embedded';
import { readConfig, readLetterTimes } from './config.js';
import { assembleLetters, lettersHistory } from './letters.js';
import { lettersOnDisk } from './on-disk.js';

await runUntilTold(() => {
  const times = readLetterTimes();
  return startAlone(readConfig(), {
    history: lettersHistory,
    assemble: (footing) => {
      const { ports, directory } = footing;
      const disk = lettersOnDisk({ directory: directory.path, now: ports.now });
      footing.onClose(() => {
        disk.close();
      });
      return {
        definition: assembleLetters({
          ...ports,
          ...disk,
          holidays: bankHolidays,
          isTraining: directory.birth.mode === 'training',
          times,
        }),
      };
    },
  });
});
