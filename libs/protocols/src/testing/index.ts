export { imaging } from './imaging.js';
