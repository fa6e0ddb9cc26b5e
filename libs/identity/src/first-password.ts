import { randomInt } from 'node:crypto';

// Without what can be read for one another on paper: no 0 or o, 1 or l, i.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const group = (): string => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');

/** A password to be shown once and replaced at the first sign-in: four groups of four. */
export const firstPassword = (): string => [group(), group(), group(), group()].join('-');
