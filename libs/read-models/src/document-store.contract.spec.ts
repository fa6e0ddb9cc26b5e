import { openSqliteDocuments } from './index.js';
import { serverToTry } from './mongodb/config.js';
import { openMongoDocuments } from './mongodb/index.js';
import { freshDatabase } from './mongodb/tried-server.fixture.js';
import { documentStoreContract } from './testing/index.js';

documentStoreContract('one SQLite file', {
  open: (specs) => {
    const store = openSqliteDocuments(':memory:', specs);
    return Promise.resolve({ store, close: () => store.close() });
  },
  takesBack: true,
});

const url = serverToTry();
if (url !== undefined)
  documentStoreContract('a server that speaks MongoDB’s protocol', {
    open: (specs) => {
      const { database, drop } = freshDatabase(url);
      const store = openMongoDocuments({ database, specs });
      return Promise.resolve({ store, close: () => store.close().then(drop) });
    },
    takesBack: false,
  });
