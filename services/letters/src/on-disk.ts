import { EmbeddedBlobs } from '@rms/intake/blobs';
import { pagesFile } from './blobs/kept-pages.js';
import { EmbeddedShelf } from './carrier/embedded-shelf.store.js';
import { loopbackCarrier } from './carrier/loopback-carrier.js';
import type { LettersPorts } from './letters.js';

/** Pages and the loopback carrier in files of a data directory. */
export const lettersOnDisk = (order: {
  readonly directory: string;
  readonly now: () => string;
}): Pick<LettersPorts, 'blobs' | 'carrier'> & { close(): void } => {
  const [blobs, shelf] = [new EmbeddedBlobs(pagesFile(order.directory)), new EmbeddedShelf(order.directory)];
  return {
    blobs,
    carrier: loopbackCarrier({ shelf, now: order.now }),
    close: () => {
      blobs.close();
      shelf.close();
    },
  };
};
