import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openEmbeddedEventStore } from '../embedded/embedded-event-store.js';
import { randomId } from '../new-id.js';
import { systemClock } from '../system-clock.js';
import { openDoor, type DoorSettings } from './door/door.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '2113' },
    username: { type: 'string' },
    'password-file': { type: 'string' },
    'tls-key': { type: 'string' },
    'tls-certificate': { type: 'string' },
  },
});

const misused = (sentence: string): never => {
  console.error(sentence);
  process.exit(2);
};

const securedBy = (): DoorSettings['secured'] => {
  const { username, 'password-file': password, 'tls-key': key, 'tls-certificate': certificate } = values;
  const given = [username, password, key, certificate].filter((one) => one !== undefined);
  if (given.length === 0) return undefined;
  const [name = '', passwordFile = '', keyFile = '', certificateFile = ''] = given;
  return given.length < 4
    ? misused('--username, --password-file, --tls-key and --tls-certificate go together: a name is not sent over an open line.')
    : {
        username: name,
        password: readFileSync(passwordFile, 'utf8').trim(),
        key: readFileSync(keyFile),
        certificate: readFileSync(certificateFile),
      };
};

const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : misused(`--port must be a number: ${values.port}`);
const store = await openEmbeddedEventStore(values.data ?? misused('--data must name the directory of a history.'), systemClock);
const secured = securedBy();
const door = await openDoor(store, { host: values.host, port, newId: randomId, ...(secured === undefined ? {} : { secured }) });
console.log(JSON.stringify({ port: door.port }));

const stop = (): void => {
  void door
    .close()
    .then(() => store.close())
    .then(() => {
      process.exit(0);
    });
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
