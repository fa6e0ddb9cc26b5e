// Installs the peers from their own lockfile and compiles sqlite3 from the source in its package: no script of a package runs, and
// nothing is downloaded but the packages. The headers of Node come from the package that Node itself comes from.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const peers = dirname(fileURLToPath(import.meta.url));
const modules = join(peers, 'node_modules');
const root = join(peers, '..', '..', '..');
const compiled = join(modules, 'sqlite3', 'build', 'Release', 'node_sqlite3.node');

/** Whether there is anything to hold ours against. */
export const arePeersInstalled = () =>
  existsSync(compiled) &&
  existsSync(join(modules, '@medplum', 'hl7')) &&
  existsSync(join(modules, 'simple-hl7')) &&
  existsSync(join(modules, 'pdfkit'));

/** Throws when npm, a C++ compiler, make or Python is missing, which say so themselves. */
export const installPeers = () => {
  const node = join(root, 'node_modules', `node-${process.platform}-${process.arch}`);
  const program = join(node, 'bin', 'node');
  if (!existsSync(join(node, 'include', 'node', 'node.h')))
    throw new Error(`There are no headers of Node in ${node}. Run npm ci in ${root} first.`);
  execFileSync('npm', ['ci', '--prefix', peers], { cwd: peers, stdio: 'inherit' });
  const gyp = join(modules, 'node-gyp', 'bin', 'node-gyp.js');
  execFileSync(program, [gyp, 'rebuild', `--nodedir=${node}`, '--loglevel=error'], {
    cwd: join(modules, 'sqlite3'),
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 26,
    env: { ...process.env, npm_config_node_gyp: gyp },
  });
};
