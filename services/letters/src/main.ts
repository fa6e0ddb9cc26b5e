import type { Blobs } from '@rms/intake/blobs';
import { bankHolidays } from '@rms/nhs';
import { runUntilTold, startStanding, type Footing } from '@rms/service-kit/standing';
import { readConfig, readLetterTimes } from './config.js';
import { assembleLetters, lettersHistory } from './letters.js';
import { carrierOnDisk, pagesOnDisk } from './on-disk.js';

// On a cluster any process may have to show a page that another has written.
const pagesOn = (footing: Footing): Blobs => {
  if (footing.blobs !== undefined) return footing.blobs();
  const pages = pagesOnDisk(footing.folder);
  footing.onClose(() => {
    pages.close();
  });
  return pages;
};

await runUntilTold(() => {
  const times = readLetterTimes();
  return startStanding(readConfig(), {
    history: lettersHistory,
    assemble: (footing) => {
      const { ports, folder, isTraining } = footing;
      const disk = carrierOnDisk({ directory: folder, now: ports.now });
      footing.onClose(() => {
        disk.close();
      });
      const { carrier } = disk;
      return { definition: assembleLetters({ ...ports, carrier, blobs: pagesOn(footing), holidays: bankHolidays, isTraining, times }) };
    },
  });
});
