export { MemoryEventStore } from './memory-event-store.js';
export { eventStoreContract } from './event-store-contract.js';
export type { StoreUnderTest } from './event-store-contract.js';
export { scenario } from './given.js';
