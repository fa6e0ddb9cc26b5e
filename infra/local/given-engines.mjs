// What of a stack somebody else runs, read from the environment before anything is started. No sentence repeats an address as it was
// given: there may be a password in it.
import { CannotBeHad } from './java-files.mjs';
import { history, intake } from './engines/event-store.mjs';

const usualNode = (door) => `esdb://127.0.0.1:${String(door.ports.grpc)}?tls=false`;
const variables = { history: 'EVENTSTORE_URL', intake: 'EVENTSTORE_INTAKE_URL' };
const usual = { history: usualNode(history), intake: usualNode(intake) };
const addressPattern = /^(esdb(?:\+discover)?):\/\/(?:([^@/?]*)@)?([^@/?]+)\/?\?((?:.*&)?tls=(?:true|false)(?:&.*)?)$/;

const decoded = (text = '') => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};

const credentialsIn = (text, variable) => {
  if (text === undefined) return undefined;
  const [username, password, ...more] = text.split(':').map(decoded);
  if (!username || !password || more.length > 0) throw new CannotBeHad(`What stands before the @ of ${variable} must be name:password.`);
  return { username, password };
};

const storeFrom = (variable, text) => {
  const [, scheme, credentials, hosts, query] = addressPattern.exec(text) ?? [];
  if (hosts === undefined)
    throw new CannotBeHad(`${variable} must be an address such as esdb://host:2113?tls=false, with tls=true or tls=false in it.`);
  return { variable, hosts, url: `${scheme}://${hosts}?${query}`, credentials: credentialsIn(credentials, variable) };
};

const storesFrom = (environment, areGiven) =>
  Object.fromEntries(
    Object.entries(variables)
      .map(([name, variable]) =>
        environment[variable] ? [name, variable, environment[variable]] : [name, 'RMS_STACK_ENGINES', areGiven ? usual[name] : undefined],
      )
      .filter(([, , text]) => text !== undefined)
      .map(([name, variable, text]) => [name, storeFrom(variable, text)]),
  );

// The services know one name and one password for both stores.
const credentialsFrom = (environment, stores) => {
  const { EVENTSTORE_USERNAME: username = 'admin', EVENTSTORE_PASSWORD: password = 'changeit' } = environment;
  const [first, second = first] = Object.values(stores).flatMap(({ credentials }) => credentials ?? []);
  if (first?.username !== second?.username || first?.password !== second?.password)
    throw new CannotBeHad(
      'EVENTSTORE_URL and EVENTSTORE_INTAKE_URL must be used under one name and one password: a service knows one for both.',
    );
  if (Object.keys(stores).length === 0) return undefined;
  return first ?? { username, password };
};

const refuseOneForBoth = ({ history: one, intake: other }) => {
  if (one !== undefined && one.hosts.toLowerCase() === other?.hosts.toLowerCase())
    throw new CannotBeHad(
      'EVENTSTORE_URL and EVENTSTORE_INTAKE_URL name the same node. Whoever reads the whole history would read every message and page ' +
        'on the way: give messages and pages a node of their own, or leave EVENTSTORE_INTAKE_URL out.',
    );
};

const administratorFrom = ({ RMS_KEYCLOAK_ADMIN_PASSWORD: password }) => {
  if (!password)
    throw new CannotBeHad('RMS_KEYCLOAK_ADMIN_PASSWORD must be the password of Keycloak’s administrator where RMS_STACK_ENGINES is given.');
  return password;
};

/** Nothing: a stack starts each of its engines itself. */
export const nothingGiven = { engines: false, stores: {} };

/**
 * `{ engines, stores: { history, intake }, credentials, administrator }`: whether Kafka, Keycloak and MongoDB run already; each event
 * store that does, `{ variable, hosts, url }` without credentials; and what they are used under. Throws `CannotBeHad`.
 */
export const givenEngines = (environment) => {
  const { RMS_STACK_ENGINES: told } = environment;
  if (told && told !== 'given') throw new CannotBeHad('RMS_STACK_ENGINES must be given, or not be set.');
  const engines = told === 'given';
  const stores = storesFrom(environment, engines);
  refuseOneForBoth(stores);
  return {
    engines,
    stores,
    credentials: credentialsFrom(environment, stores),
    ...(engines ? { administrator: administratorFrom(environment) } : {}),
  };
};
