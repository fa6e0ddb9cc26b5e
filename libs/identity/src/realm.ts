/** Audience that every access token for this system names. */
export const audienceOfTheSystem = 'rms-api';
export const realmName = 'rms';
