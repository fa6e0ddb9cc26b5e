import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../job/places.js';

const scope = '@rms';

const linkPackages = (folder: string, to: string): void => {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(folder)) if (name !== scope && !name.startsWith('.')) symlinkSync(join(folder, name), join(to, name));
};

/**
 * The repository as somebody has it who has just installed it: its files, its packages, nothing compiled. Packages are links to the
 * ones that are installed here; the workspaces among them are links into the copy, as they are in the original.
 */
export const copyRepository = (to: string): void => {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const files = listed.split('\0').filter((file) => file !== '' && !file.startsWith('e2e/') && existsSync(join(root, file)));
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(root, file), join(to, file));
  }
  linkPackages(join(root, 'node_modules'), join(to, 'node_modules'));
  mkdirSync(join(to, 'node_modules', scope));
  for (const name of readdirSync(join(root, 'node_modules', scope)))
    symlinkSync(readlinkSync(join(root, 'node_modules', scope, name)), join(to, 'node_modules', scope, name));
  for (const workspace of [
    'contracts',
    ...['libs', 'services'].flatMap((top) => readdirSync(join(to, top)).map((name) => join(top, name))),
  ]) {
    const own = join(root, workspace, 'node_modules');
    if (existsSync(own)) linkPackages(own, join(to, workspace, 'node_modules'));
  }
};
