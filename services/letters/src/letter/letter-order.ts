import type { PolicyOrder } from '@rms/service-kit';
import type { LetterCommand } from './letter.facts.js';

/** A command for one letter. */
export type LetterOrder = PolicyOrder<LetterCommand>;
