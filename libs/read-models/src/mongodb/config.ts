const variable = 'RMS_TEST_MONGODB';

/** A server on which the promises of the read models are tried as well, where the environment names one. */
export const serverToTry = (environment: NodeJS.ProcessEnv = process.env): string | undefined => {
  const url = environment[variable];
  if (url !== undefined && !/^mongodb(\+srv)?:\/\/./.test(url)) throw new Error(`${variable} is not the address of a MongoDB.`);
  return url;
};
