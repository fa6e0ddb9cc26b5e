export { busContract } from './bus-contract.js';
export type { BusUnderTest } from './bus-contract.js';
export { eventually, Listener, worded } from './listener.js';
export { MemoryCheckpoint, MemoryPlaces } from './memory-places.js';
export { nobodyCanReadThis, noted, noteStream, Owners, services } from './owners.js';
export type { Service } from './owners.js';
