import { jest } from '@jest/globals';
import { embeddedUnderTest, keycloakToTry, keycloakUnderTest } from '@rms/identity/testing';
import { signInContract } from './sign-in-contract.fixture.js';

signInContract('the embedded provider', embeddedUnderTest);

const keycloak = keycloakToTry();
if (keycloak !== undefined) {
  jest.setTimeout(60_000);
  signInContract('Keycloak', () => keycloakUnderTest(keycloak));
}
