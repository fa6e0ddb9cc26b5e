/** A broker on which the promises are tried as well, where the environment names one: `host:port`. */
export const brokerToTry = (environment: NodeJS.ProcessEnv = process.env): string | undefined => environment['RMS_TEST_KAFKA'];
/** Where the files of a broker are kept that the tests may start and kill; `undefined` where they may not. */
export const brokerToKill = (environment: NodeJS.ProcessEnv = process.env): { readonly cache: string } | undefined =>
  environment['RMS_TEST_STACK'] === '1' ? { cache: environment['RMS_TEST_STACK_CACHE'] ?? 'e2e/out/stack/files' } : undefined;
