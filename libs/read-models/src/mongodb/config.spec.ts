import { expect, it } from '@jest/globals';
import { serverToTry } from './config.js';

it('a server to try is named by its address', () => {
  expect(serverToTry({ RMS_TEST_MONGODB: 'mongodb://127.0.0.1:27017' })).toBe('mongodb://127.0.0.1:27017');
  expect(serverToTry({})).toBeUndefined();
  expect(() => serverToTry({ RMS_TEST_MONGODB: '127.0.0.1' })).toThrow('RMS_TEST_MONGODB');
});
