export { storedShapesFold } from './stored-shapes.js';
export type { StoredAggregate } from './stored-shapes.js';
