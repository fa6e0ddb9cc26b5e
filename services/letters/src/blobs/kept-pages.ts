import { join } from 'node:path';
import { blobsKeptIn, type KeptBlob } from '@rms/intake/blobs';

/** The file of a data directory in which pages are kept. */
export const pagesFile = (directory: string): string => join(directory, 'letters-pages.db');

/** Every page that a data directory keeps, held against its fingerprint; beside a running system or in a copy. */
export const keptPages = (directory: string): Generator<KeptBlob> => blobsKeptIn(pagesFile(directory));
