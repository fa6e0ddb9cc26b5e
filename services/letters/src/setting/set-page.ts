import { TypesettingThread } from '@rms/typesetting';
import type { Paper } from '../what-a-letter-says/paper.js';
import { letterSource } from './letter-source.js';

/** Sets a letter to a tagged PDF (PDF/UA-1). The same paper gives the same bytes. */
export type SetPage = (paper: Paper) => Promise<Uint8Array>;

// Fonts are read once, and only where a letter is written.
const thread = new TypesettingThread();

export const setPage: SetPage = (paper) => thread.set(letterSource, paper);
