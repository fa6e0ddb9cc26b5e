/** One claim, as Keycloak is told where it comes from and where it goes. */
export interface Mapper {
  readonly name: string;
  readonly protocol: 'openid-connect';
  readonly protocolMapper: string;
  readonly config: Readonly<Record<string, string>>;
}

/** The attribute with the person's own id: a user's id is made by Keycloak, and who somebody is was decided before there was a user. */
export const subjectAttribute = 'subject';
export const registrationAttribute = 'registration';
export const lastSignedInAttribute = 'lastSignedInAt';
/** The attribute of a trust's group with its ODS code. */
export const trustAttribute = 'ods';

const everywhere = { 'access.token.claim': 'true', 'id.token.claim': 'true', 'userinfo.token.claim': 'true' } as const;
// What a person may do is asked of the user information again while a token lives; the ID token says only who he is.
const forServices = { ...everywhere, 'id.token.claim': 'false' } as const;

const fromAttribute = (name: string, attribute: string, config: Readonly<Record<string, string>>): Mapper => ({
  name,
  protocol: 'openid-connect',
  protocolMapper: 'oidc-usermodel-attribute-mapper',
  config: { 'user.attribute': attribute, 'jsonType.label': 'String', 'introspection.token.claim': 'true', ...config },
});

/** Where the claims of a person's token come from. */
export const claimMappers: readonly Mapper[] = [
  fromAttribute('subject', subjectAttribute, { 'claim.name': 'sub', ...everywhere }),
  fromAttribute('trusts', trustAttribute, { 'claim.name': 'ods', multivalued: 'true', 'aggregate.attrs': 'true', ...forServices }),
  fromAttribute('registration', registrationAttribute, { 'claim.name': 'registration', ...forServices }),
  {
    name: 'roles',
    protocol: 'openid-connect',
    protocolMapper: 'oidc-usermodel-realm-role-mapper',
    config: { 'claim.name': 'realm_access.roles', 'jsonType.label': 'String', multivalued: 'true', ...forServices },
  },
];

const byAdministratorsOnly = { view: ['admin'], edit: ['admin'] } as const;
const seenByThePerson = { view: ['admin', 'user'], edit: ['admin'] } as const;
const attribute = (name: string, permissions: object, validations: object): object => ({
  name,
  displayName: name,
  permissions,
  validations,
  multivalued: false,
});
const atMost = (max: number): object => ({ length: { max } });

/**
 * What Keycloak keeps of a person; anything else is refused. Nobody changes anything about himself but his password: who somebody
 * is, and under which registration he decides, is an administrator's word.
 */
export const whatIsKnownOfAPerson = {
  attributes: [
    attribute('username', seenByThePerson, { ...atMost(255), 'username-prohibited-characters': {} }),
    attribute('firstName', seenByThePerson, { ...atMost(255), 'person-name-prohibited-characters': {} }),
    attribute('lastName', seenByThePerson, { ...atMost(255), 'person-name-prohibited-characters': {} }),
    attribute('email', seenByThePerson, { ...atMost(255), email: {} }),
    attribute(subjectAttribute, byAdministratorsOnly, atMost(64)),
    attribute(registrationAttribute, seenByThePerson, atMost(64)),
    attribute(lastSignedInAttribute, byAdministratorsOnly, atMost(32)),
  ],
} as const;
