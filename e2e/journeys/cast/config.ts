/** The browser that was made ready before the journeys began, and the environment it runs in. */
export interface BrowserReady {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

export const browserFrom = (environment: NodeJS.ProcessEnv = process.env): BrowserReady => {
  const { executablePath, env } = JSON.parse(environment['RMS_BROWSER'] ?? '{}') as BrowserReady;
  return { executablePath, env: { ...(environment as Record<string, string>), ...env } };
};
