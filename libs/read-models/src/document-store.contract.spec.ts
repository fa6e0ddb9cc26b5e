import { openSqliteDocuments } from './index.js';
import { documentStoreContract } from './testing/index.js';

documentStoreContract('one SQLite file', (specs) => Promise.resolve(openSqliteDocuments(':memory:', specs)));
