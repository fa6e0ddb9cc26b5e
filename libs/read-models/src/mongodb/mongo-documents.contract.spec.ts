import { expect, it } from '@jest/globals';
import { documentStoreContract } from '../testing/index.js';
import { serverToTry } from './config.js';
import { openMongoDocuments } from './index.js';
import { freshDatabase } from './tried-server.fixture.js';

it('a server to try is named by its address', () => {
  expect(serverToTry({ RMS_TEST_MONGODB: 'mongodb://127.0.0.1:27017' })).toBe('mongodb://127.0.0.1:27017');
  expect(serverToTry({})).toBeUndefined();
  expect(() => serverToTry({ RMS_TEST_MONGODB: '127.0.0.1' })).toThrow('RMS_TEST_MONGODB');
});

const url = serverToTry();
if (url !== undefined)
  documentStoreContract('MongoDB', {
    open: (specs) => {
      const { database, drop } = freshDatabase(url);
      const store = openMongoDocuments({ database, specs });
      const close = async (): Promise<void> => {
        await store.close();
        await drop();
      };
      return Promise.resolve({ store, close });
    },
    takesBack: false,
  });
