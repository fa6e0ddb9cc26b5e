#!/usr/bin/env node
// Compiles every workspace from src/ to dist/ with swc, only what changed since the last run. Types are checked elsewhere (npm test).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const compilerOptions = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    target: 'es2024',
    experimental: { keepImportAttributes: true },
    transform: { legacyDecorator: true, decoratorMetadata: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: true,
  swcrc: false,
};
const copied = new Set(['.njk', '.css', '.json', '.mjs', '.svg', '.html']);

/** Every workspace folder that has a src/. */
export const workspaces = () =>
  ['libs', 'services']
    .flatMap((top) => readdirSync(join(root, top)).map((name) => join(top, name)))
    .concat('contracts')
    .filter((folder) => existsSync(join(root, folder, 'src')));

const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const isCompiled = (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.fixture.ts') && !file.endsWith('.d.ts');
const outputOf = (workspace, file) => {
  const inside = relative(join(root, workspace, 'src'), file);
  return join(root, workspace, 'dist', isCompiled(file) ? inside.replace(/\.ts$/, '.js') : inside);
};
const identity = (file) => {
  const s = statSync(file);
  return `${String(s.size)}:${String(s.mtimeMs)}`;
};
const compilerIdentity = () =>
  createHash('sha256')
    .update(JSON.stringify(compilerOptions))
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex');

const compileOne = async (swc, file, out) => {
  mkdirSync(dirname(out), { recursive: true });
  if (!isCompiled(file)) {
    cpSync(file, out);
    return;
  }
  const { code, map } = await swc.transformFile(file, { ...compilerOptions, filename: file });
  writeFileSync(out, `${code}\n//# sourceMappingURL=${out.split('/').at(-1)}.map\n`);
  writeFileSync(`${out}.map`, map ?? '');
};

const planWorkspace = (workspace, compiler) => {
  const stampFile = join(root, workspace, 'dist', '.stamp.json');
  const before = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : { compiler: '', files: {} };
  const fresh = before.compiler === compiler ? before.files : {};
  const now = Object.fromEntries(
    filesUnder(join(root, workspace, 'src'))
      .filter((f) => isCompiled(f) || copied.has(extname(f)))
      .map((f) => [relative(root, f), identity(f)]),
  );
  const gone = Object.keys(before.files).filter((f) => !(f in now));
  const changed = Object.keys(now).filter((f) => fresh[f] !== now[f] || !existsSync(outputOf(workspace, join(root, f))));
  return { workspace, stampFile, now, gone, changed, compiler };
};

const plansToDo = (only = []) =>
  workspaces()
    .filter((w) => only.length === 0 || only.includes(w))
    .map((w) => planWorkspace(w, compilerIdentity()))
    .filter((p) => p.changed.length + p.gone.length > 0);

/** Whether everything has been compiled as it stands. Looks at sizes and times, never inside a file. */
export const isCompiledAlready = () => plansToDo().length === 0;

/** Compiles what changed, in all workspaces or only in those named. Answers how many files were written, so that a start-up can say what it waited for. */
export const build = async (only = []) => {
  const plans = plansToDo(only);
  if (plans.length === 0) return 0;
  const swc = await import('@swc/core');
  for (const plan of plans) {
    for (const file of plan.gone)
      for (const out of [outputOf(plan.workspace, join(root, file))]) {
        rmSync(out, { force: true });
        rmSync(`${out}.map`, { force: true });
      }
    await Promise.all(plan.changed.map((file) => compileOne(swc, join(root, file), outputOf(plan.workspace, join(root, file)))));
    writeFileSync(plan.stampFile, JSON.stringify({ compiler: plan.compiler, files: plan.now }));
  }
  return plans.reduce((sum, plan) => sum + plan.changed.length, 0);
};

/** Compiles what changed in a process of its own, so that the caller does not keep the compiler's memory for as long as it runs. */
export const buildApart = () => {
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url)], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('What changed could not be compiled.');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const written = await build(process.argv.slice(2));
  console.log(written === 0 ? 'Nothing to compile.' : `Compiled ${String(written)} files.`);
}
