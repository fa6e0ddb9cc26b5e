import { join } from 'node:path';

/** A server on which whole read models are built as well, where the environment names one. */
export const serverToTry = (environment: NodeJS.ProcessEnv = process.env): string | undefined => environment['RMS_TEST_MONGODB'];

/** Where the engines of the local stack have their files, where a test may start and kill them: `RMS_TEST_STACK=1`. */
export const stackToTry = (environment: NodeJS.ProcessEnv = process.env): { readonly cache: string } | undefined => {
  const { RMS_TEST_STACK: wanted, RMS_ENGINES_CACHE: cache } = environment;
  return wanted === '1' ? { cache: cache ?? join(import.meta.dirname, '..', '..', '.rms', 'engines') } : undefined;
};
