// Keycloak: who somebody is, and in which roles. It runs from files that are the same for every stack, with a home of its own for what it keeps.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotBeHad, fetchFiles, needJava } from '../java-files.mjs';
import { unzip } from '../unzip.mjs';

const version = '26.7.3';
const files = JSON.parse(readFileSync(new URL('keycloak.files.json', import.meta.url), 'utf8'));
const distribution = `keycloak-${version}`;
const withinMs = 5000;
// In a file of its own home.
const database = 'dev-file';

// A quarter of a gigabyte of heap is enough for a hospital's worth of sign-ins on one machine.
const jvm = [
  '-Xms64m',
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:MaxMetaspaceSize=256m',
  '-XX:+ExitOnOutOfMemoryError',
  '-Dfile.encoding=UTF-8',
  '-Duser.language=en',
  '-Duser.country=US',
  '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
  '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
  '-Dpicocli.disable.closures=true',
  ...['java.util', 'java.util.concurrent', 'java.security', 'java.lang'].map((each) => `--add-opens=java.base/${each}=ALL-UNNAMED`),
  '--enable-native-access=ALL-UNNAMED',
];
// Not its own script: that would stay between, and be the one that is told to stop.
const invocation = (library, home, ...args) => [
  ...jvm,
  `-Dkc.home.dir=${home}`,
  '-cp',
  join(library, 'quarkus-run.jar'),
  'io.quarkus.bootstrap.runner.QuarkusEntryPoint',
  ...args,
];

/** Unpacks it and has it settle what it can settle once, so that no start has to. It then writes nothing to these files any more. */
const unpacked = (cache) => {
  const unfinished = join(cache, `unfinished-${String(process.pid)}`);
  rmSync(unfinished, { recursive: true, force: true });
  unzip(join(cache, files[0].path.split('/').at(-1)), unfinished);
  const home = join(unfinished, distribution);
  const { status, stdout, stderr } = spawnSync('java', invocation(join(home, 'lib'), home, 'build', `--db=${database}`), {
    encoding: 'utf8',
  });
  if (status !== 0) throw new CannotBeHad(`Keycloak could not be made ready: ${(stderr || stdout).slice(-500)}`);
  try {
    renameSync(home, join(cache, distribution));
  } catch (error) {
    // Another stack may have been faster.
    if (!existsSync(join(cache, distribution))) throw error;
  }
  rmSync(unfinished, { recursive: true, force: true });
};

const linked = (library, home) => {
  const link = join(home, 'lib');
  rmSync(link, { force: true });
  symlinkSync(library, link);
};

/** Has the realm imported with the first start. It is imported into an empty home only: a home that was made from another document is refused. */
const bringRealm = (home, realm) => {
  const document = JSON.stringify(realm);
  const fingerprint = createHash('sha256').update(document).digest('hex');
  const note = join(home, 'realm.sha256');
  if (existsSync(note) && readFileSync(note, 'utf8') !== fingerprint)
    throw new CannotBeHad(
      `The realm in ${home} was made with other settings, and Keycloak takes in no realm twice. Remove that folder, with everybody's passwords in it, and start again.`,
    );
  const folder = join(home, 'data', 'import');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, `${realm.realm}-realm.json`), document, { mode: 0o600 });
  writeFileSync(note, fingerprint);
};

/** The settings of the one server, by the names of its options. Nobody is in front of it, so it believes no forwarded header. */
export const serverSettings = (ports) => ({
  db: database,
  'http-enabled': 'true',
  'http-port': String(ports.keycloak),
  // Whatever name somebody asks it by, its tokens name this one.
  hostname: `http://127.0.0.1:${String(ports.keycloak)}`,
  cache: 'local',
});

const statusOf = async (url, options = {}) => {
  const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(withinMs) });
  await answer.arrayBuffer();
  return answer.status;
};

/**
 * Keycloak as an engine, with its realm (`realmDocument` of `@rms/identity/keycloak`) and the administrator it begins with,
 * `{ username, password }`. Both count for a new data folder; later ones keep what they have.
 */
export const keycloak = ({ realm, admin }) => ({
  name: 'keycloak',
  what: 'Keycloak',
  version,
  ports: { keycloak: 8180 },
  obtain: async (cache, onStep = () => undefined) => {
    needJava('Keycloak');
    if (existsSync(join(cache, distribution))) return;
    await fetchFiles(files, cache, onStep);
    unpacked(cache);
  },
  command: ({ cache, data, ports }) => {
    const library = join(cache, distribution, 'lib');
    mkdirSync(data, { recursive: true, mode: 0o700 });
    linked(library, data);
    if (realm !== undefined) bringRealm(data, realm);
    // What it was built with it is not told again.
    const { db: _, ...told } = serverSettings(ports);
    const options = [
      '--optimized',
      '--import-realm',
      '--http-host=127.0.0.1',
      ...Object.entries(told).map(([name, value]) => `--${name}=${value}`),
    ];
    return {
      command: 'java',
      args: invocation(library, data, 'start', ...options),
      env: { KC_BOOTSTRAP_ADMIN_USERNAME: admin.username, KC_BOOTSTRAP_ADMIN_PASSWORD: admin.password },
      cwd: data,
    };
  },
  isReady: async ({ ports }) => {
    const issuer = `http://127.0.0.1:${String(ports.keycloak)}/realms/${realm?.realm ?? 'master'}`;
    try {
      // The first answers before it has finished starting; the second then still says 503.
      return (
        (await statusOf(`${issuer}/.well-known/openid-configuration`)) === 200 &&
        (await statusOf(`${issuer}/protocol/openid-connect/token`, { method: 'POST' })) < 500
      );
    } catch {
      return false;
    }
  },
});
