export { canonicalText } from './canonical.js';
export type { Change, Collection, CollectionSpec, Document, DocumentStore, Filter, FindOptions } from './documents.js';
export type { Content, Copies, Copy, CopyDocument, Key, Policy, View, Views } from './definitions.js';
export { collectionsOf, Consumer, parkedCollection } from './consumer.js';
export type { ConsumerParts, Parked } from './consumer.js';
export { compareBuilds, differingStill, keyOf, readModelsIn } from './compare-builds.js';
export type { BuildsCompared, CollectionCompared, Difference } from './compare-builds.js';
export { buildReadModel, buildReadModels, compareStores, differencesBetween } from './rebuild.js';
export { openSqliteDocuments, openSqliteSnapshot } from './embedded/sqlite-documents.js';
