export { isStillSoAt } from './is-still-so-at.js';
export type { StillSoSettings } from './is-still-so-at.js';
export { keycloakSignInKeeper } from './keycloak-sign-in-keeper.js';
export type { KeycloakKeeperSettings } from './keycloak-sign-in-keeper.js';
export { putTrainingStaff, trainingSubject } from './put-training-staff.js';
export { gatewayClientId, realmDocument, serviceClientId, serviceRole, staffKeeperClientId, trainingClientId } from './realm-document.js';
export type { RealmDocument, RealmLifetimes, RealmSettings } from './realm-document.js';
export { serviceToken } from './service-token.js';
export type { ServiceClient } from './service-token.js';
