export { MongoDatabase } from './mongo-database.js';
export type { MongoDatabaseSettings } from './mongo-database.js';
export { MongoDocuments, openMongoDocuments } from './mongo-documents.js';
export type { MongoDocumentsParts } from './mongo-documents.js';
export { MongoPlaces, mongoCheckpoint } from './mongo-places.js';
export { currentGeneration, dropBuilt, dropFormerGenerations, switchTo } from './generations.js';
export { buildBeside } from './build-beside.js';
export type { Built } from './build-beside.js';
