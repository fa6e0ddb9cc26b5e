import type { PolicyOrder } from '@rms/service-kit';
import type { LetterCommand } from './letter.aggregate.js';

/** A command for one letter. */
export type LetterOrder = PolicyOrder<LetterCommand>;
