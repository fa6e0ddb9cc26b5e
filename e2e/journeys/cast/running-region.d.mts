import type { RunningSystem } from './running-system.js';
import type { Engines } from './config.js';

export function startRegionFor(engines: Engines, seed: 'cast' | 'empty'): Promise<RunningSystem>;
