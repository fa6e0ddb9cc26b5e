/** Injection tokens of what every service has. */
export const verifyBearerToken = Symbol('verify a bearer token');
export const definitionToken = Symbol('the definition of this service');
export const subscriptionToken = Symbol('how far the bus has come');
export const metricsToken = Symbol('numbers for whoever watches over it');
export const loggerToken = Symbol('logger');
export const readinessToken = Symbol('what has to be there before this service is of use');
