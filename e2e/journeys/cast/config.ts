/** The browser that was made ready before the journeys began, and the environment it runs in. */
export interface BrowserReady {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Where the engines of a cluster answer. */
export interface Engines {
  readonly kafka: string;
  readonly mongodb: string;
  readonly keycloak: string;
  /** The password of Keycloak’s administrator. */
  readonly administrator: string;
}

/** The engines on which journeys are made, where they are made on a cluster. */
export const enginesFrom = (environment: NodeJS.ProcessEnv = process.env): Engines | undefined => {
  const told = environment['RMS_TEST_ENGINES'];
  return told === undefined ? undefined : (JSON.parse(told) as Engines);
};

export const browserFrom = (environment: NodeJS.ProcessEnv = process.env): BrowserReady => {
  const { executablePath, env } = JSON.parse(environment['RMS_BROWSER'] ?? '{}') as BrowserReady;
  return { executablePath, env: { ...(environment as Record<string, string>), ...env } };
};

/** A folder that the journeys of one run share, made before the first of them and removed after the last. */
export const sharedFolderFrom = (environment: NodeJS.ProcessEnv = process.env): string => {
  const folder = environment['RMS_JOURNEYS_FOLDER'];
  if (folder === undefined) throw new Error('The journeys have no folder to share.');
  return folder;
};
