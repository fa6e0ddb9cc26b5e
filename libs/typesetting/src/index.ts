export { typesetter } from './typesetter.js';
export type { Typeset } from './typesetter.js';
export { TypesettingThread } from './typesetting-thread.js';
