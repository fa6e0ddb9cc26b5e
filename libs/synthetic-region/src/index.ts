export { regionOf } from './region.js';
export type { SyntheticRegion } from './region.js';
export { chanceOf } from './chance.js';
export type { Chance } from './chance.js';
export type { Happening, SyntheticCall } from './happening.js';
export type { Plot, SyntheticPatient } from './patients.js';
export { syntheticTrusts } from './people.js';
