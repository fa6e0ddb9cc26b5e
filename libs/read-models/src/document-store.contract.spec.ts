import { openSqliteDocuments } from './index.js';
import { documentStoreContract } from './testing/index.js';

documentStoreContract('one SQLite file', {
  open: (specs) => {
    const store = openSqliteDocuments(':memory:', specs);
    return Promise.resolve({ store, close: () => store.close() });
  },
  takesBack: true,
});
