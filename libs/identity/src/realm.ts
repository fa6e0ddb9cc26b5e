/** Audience that every access token for this system names. */
export const audienceOfTheSystem = 'rms-api';
export const realmName = 'rms';
/** The client as which operators come: what moves the training clock is open to no other. */
export const operatorClientId = 'rms-operator';
