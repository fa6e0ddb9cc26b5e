import { EmbeddedBlobs, type Blobs } from '@rms/intake/blobs';
import { pagesFile } from './blobs/kept-pages.js';
import { EmbeddedShelf } from './carrier/embedded-shelf.store.js';
import { loopbackCarrier } from './carrier/loopback-carrier.js';
import type { LettersPorts } from './letters.js';

interface Order {
  readonly directory: string;
  readonly now: () => string;
}

/** The loopback carrier with its shelf in a file of a directory. */
export const carrierOnDisk = (order: Order): Pick<LettersPorts, 'carrier'> & { close(): void } => {
  const shelf = new EmbeddedShelf(order.directory);
  return {
    carrier: loopbackCarrier({ shelf, now: order.now }),
    close: () => {
      shelf.close();
    },
  };
};

/** Pages in a file of a directory. */
export const pagesOnDisk = (directory: string): Blobs & { close(): void } => new EmbeddedBlobs(pagesFile(directory));

/** Pages and the loopback carrier in files of a data directory. */
export const lettersOnDisk = (order: Order): Pick<LettersPorts, 'blobs' | 'carrier'> & { close(): void } => {
  const [blobs, shelf] = [pagesOnDisk(order.directory), carrierOnDisk(order)];
  return {
    blobs,
    carrier: shelf.carrier,
    close: () => {
      blobs.close();
      shelf.close();
    },
  };
};
