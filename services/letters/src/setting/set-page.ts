import { typesetter, type Typeset } from '@rms/typesetting';
import type { Paper } from '../what-a-letter-says/paper.js';
import { letterSource } from './letter-source.js';

// Fonts are read once, and only where a letter is written.
let setter: Typeset | undefined;

/** Sets a letter to a tagged PDF (PDF/UA-1). The same paper gives the same bytes. */
export const setPage = (paper: Paper): Uint8Array => {
  setter ??= typesetter();
  return setter(letterSource, paper);
};
