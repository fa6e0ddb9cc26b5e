import { jest } from '@jest/globals';
import { embeddedUnderTest, keycloakToTry, keycloakUnderTest, signInKeeperContract } from './testing/index.js';

signInKeeperContract('the embedded provider', embeddedUnderTest);

const keycloak = keycloakToTry();
if (keycloak !== undefined) {
  jest.setTimeout(60_000);
  signInKeeperContract('Keycloak', () => keycloakUnderTest(keycloak));
}
