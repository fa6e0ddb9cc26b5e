export { assembleLetters, lettersCollections, lettersCopies, lettersHistory, lettersTellers } from './letters.js';
export { letter } from './letter/letter.aggregate.js';
export type { LetterState } from './letter/letter.aggregate.js';
