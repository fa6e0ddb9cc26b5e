export { DamagedBlob, MemoryBlobs } from './blobs.js';
export type { Blobs } from './blobs.js';
export { blobsKeptIn, EmbeddedBlobs } from './embedded-blobs.store.js';
export type { KeptBlob } from './embedded-blobs.store.js';
export { EventStoreBlobs } from './event-store-blobs.store.js';
export type { EventStoreBlobsParts } from './event-store-blobs.store.js';
