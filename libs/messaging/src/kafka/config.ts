/** A broker on which the promises are tried as well, where the environment names one: `host:port`. */
export const brokerToTry = (environment: NodeJS.ProcessEnv = process.env): string | undefined => environment['RMS_TEST_KAFKA'];
/** Whether the tests may start and kill a broker of their own. */
export const mayStartEngines = (environment: NodeJS.ProcessEnv = process.env): boolean => environment['RMS_TEST_STACK'] === '1';
