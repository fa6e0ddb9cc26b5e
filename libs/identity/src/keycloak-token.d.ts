declare module 'keycloak-connect/middleware/auth-utils/token.js' {
  export default class Token {
    constructor(jwt: string, clientId: string);
  }
}
