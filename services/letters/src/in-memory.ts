import { MemoryBlobs } from '@rms/intake/blobs';
import { loopbackCarrier, MemoryShelf } from './carrier/loopback-carrier.js';
import type { LettersPorts } from './letters.js';

/** Pages and a loopback carrier that are gone with the process: for tests of what stands on letters. */
export const lettersInMemory = (
  now: () => string,
): Pick<LettersPorts, 'blobs' | 'carrier' | 'isTraining'> & { readonly shelf: MemoryShelf } => {
  const shelf = new MemoryShelf();
  return { blobs: new MemoryBlobs(), carrier: loopbackCarrier({ shelf, now }), shelf, isTraining: true };
};
