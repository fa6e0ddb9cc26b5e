export { typesetter } from './typesetter.js';
export type { Typeset } from './typesetter.js';
