export { documentStoreContract } from './document-store-contract.js';
export type { AdapterToTry } from './document-store-contract.js';
