#!/usr/bin/env node
// Compiles what changed, then runs the command line on the Node release that the lockfile brings along.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const needed = 24;
const own = join(root, 'node_modules', '.bin', 'node');

if (Number(process.versions.node.split('.')[0]) < needed) {
  if (!existsSync(own)) {
    console.error(`Node ${String(needed)} or later is needed; this is ${process.version}. Run npm ci first: it brings the right one.`);
    process.exit(2);
  }
  const child = spawn(own, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      child.kill(signal);
    });
  child.on('exit', (code, signal) => {
    process.exit(code ?? (signal === null ? 1 : 128));
  });
} else {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!/SQLite is an experimental feature/.test(warning.message)) console.error(`${warning.name}: ${warning.message}`);
  });
  const { buildApart, isCompiledAlready } = await import('@rms/build');
  if (!isCompiledAlready()) {
    if (process.stderr.isTTY && !existsSync(join(root, 'services/single-node/dist/cli/main.js'))) console.error('Compiling, once …');
    buildApart();
  }
  const { main } = await import('../dist/cli/main.js');
  await main(process.argv);
}
