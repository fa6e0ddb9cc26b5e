export interface KeycloakOfTests {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  /** An administrator of the server, who may make realms. */
  readonly admin: { readonly username: string; readonly password: string };
}

/** A real Keycloak on which the promises are tried as well, where the environment names one. */
export const keycloakToTry = (environment: NodeJS.ProcessEnv = process.env): KeycloakOfTests | undefined => {
  const {
    RMS_TEST_KEYCLOAK: url,
    RMS_TEST_KEYCLOAK_ADMIN: username = 'admin',
    RMS_TEST_KEYCLOAK_PASSWORD: password = 'admin',
  } = environment;
  return url === undefined ? undefined : { url, admin: { username, password } };
};
