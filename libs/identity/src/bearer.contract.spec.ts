import { jest } from '@jest/globals';
import { bearerContract, embeddedUnderTest, keycloakToTry, keycloakUnderTest } from './testing/index.js';

bearerContract('the embedded provider', embeddedUnderTest);

const keycloak = keycloakToTry();
if (keycloak !== undefined) {
  jest.setTimeout(60_000);
  bearerContract('Keycloak', () => keycloakUnderTest(keycloak));
}
