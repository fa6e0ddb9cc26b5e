export { regionOf } from './region.js';
export type { SyntheticRegion } from './region.js';
export type { Happening } from './stories.js';
export type { Plot, SyntheticPatient } from './patients.js';
export { syntheticTrusts } from './people.js';
