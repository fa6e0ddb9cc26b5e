// The server that stands in for MongoDB where none can be had: it speaks the protocol and keeps its documents in one file.
// After an end without warning its last second is gone, in one piece; what a MongoDB has answered with a majority never is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { basename, join } from 'node:path';
import { CannotBeHad, fetchFiles, needJava } from '../java-files.mjs';

const name = 'mongodb';
const what = 'mongo-java-server (speaks MongoDB’s protocol; no MongoDB)';
const version = '1.47.0';
const files = JSON.parse(readFileSync(join(import.meta.dirname, 'mongodb.files.json'), 'utf8'));
const program = join(import.meta.dirname, 'mongodb-server');
const sources = readdirSync(program)
  .filter((file) => file.endsWith('.java'))
  .map((file) => join(program, file));
const patienceMs = 2000;

const jarsIn = (cache) => join(cache, name, 'jars');
const compilerIn = (cache) => join(jarsIn(cache), basename(files.find(({ path }) => path.includes('/ecj/')).path));
const classpathOf = (cache) => files.map(({ path }) => join(jarsIn(cache), basename(path))).join(':');
// Another text of the program is another folder.
const digest = createHash('sha256');
for (const source of sources.toSorted()) digest.update(readFileSync(source));
const release = digest.digest('hex').slice(0, 16);
const classesIn = (cache) => join(cache, name, `classes-${release}`);

// A Java runtime without development tools has no compiler of its own.
const compile = (cache) => {
  const classes = classesIn(cache);
  if (existsSync(join(classes, 'Serve.class'))) return;
  const options = ['-17', '-classpath', classpathOf(cache), '-d', classes, ...sources];
  const { status, stdout, stderr } = spawnSync('java', ['-jar', compilerIn(cache), ...options], { encoding: 'utf8' });
  if (status !== 0) throw new CannotBeHad(`The launcher of ${what} does not compile: ${stdout}${stderr}`);
};

const int32 = (number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(number);
  return bytes;
};
const framed = (...parts) => {
  const rest = Buffer.concat(parts);
  return Buffer.concat([int32(rest.length + 4), rest]);
};
const field = (kind, key, value) => Buffer.concat([Buffer.from(`${kind}${key}\0`, 'latin1'), value]);
const text = (word) => Buffer.concat([int32(word.length + 1), Buffer.from(`${word}\0`)]);
const opMsg = 2013;
// The first thing that clients say: { isMaster: 1, $db: 'admin' }.
const hello = framed(
  int32(1),
  int32(0),
  int32(opMsg),
  int32(0),
  Buffer.from([0]),
  framed(field('\x10', 'isMaster', int32(1)), field('\x02', '$db', text('admin')), Buffer.from([0])),
);

const answersHello = (port) =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write(hello));
    const say = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (bytes) => say(bytes.includes('maxWireVersion')));
    socket.once('error', () => say(false));
    socket.setTimeout(patienceMs, () => say(false));
  });

/** MongoDB’s protocol over one file; what the read models of a cluster are tried on. */
export const mongodb = {
  name,
  what,
  version,
  ports: { mongodb: 27017 },
  obtain: async (cache, onStep) => {
    needJava(what);
    await fetchFiles(files, jarsIn(cache), onStep);
    compile(cache);
  },
  command: ({ cache, data, ports }) => {
    mkdirSync(data, { recursive: true });
    const classpath = `${classesIn(cache)}:${classpathOf(cache)}`;
    return {
      command: 'java',
      args: [
        ...['-Xms32m', '-Xmx160m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError'],
        ...['-Dorg.slf4j.simpleLogger.defaultLogLevel=error', '-Dorg.slf4j.simpleLogger.showDateTime=true'],
        // What it cannot do it would log with the document in question, which may be about a patient. The client is told anyway.
        '-Dorg.slf4j.simpleLogger.log.de.bwaldvogel.mongo.wire=off',
        ...['-classpath', classpath, 'Serve', join(data, 'documents.mv'), String(ports.mongodb)],
      ],
      env: {},
      cwd: data,
    };
  },
  isReady: ({ ports }) => answersHello(ports.mongodb),
};
