export { openDoor } from './door/door.js';
export type { Door, DoorSettings } from './door/door.js';
export { EventStoreDbEventStore } from './eventstoredb-event-store.js';
export type { EventStoreDbSettings } from './eventstoredb-event-store.js';
