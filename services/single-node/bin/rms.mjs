#!/usr/bin/env node
// Compiles what changed, then runs the command line on the Node release that the lockfile brings along.
import { existsSync } from 'node:fs';
import { isOwnNode, runOnOwnNode } from '@rms/build/own-node';

if (!isOwnNode) runOnOwnNode(process.argv.slice(1));
else {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (!/SQLite is an experimental feature/.test(warning.message)) console.error(`${warning.name}: ${warning.message}`);
  });
  const { buildApart, isCompiledAlready } = await import('@rms/build');
  if (!isCompiledAlready()) {
    if (process.stderr.isTTY && !existsSync(new URL('../dist/cli/main.js', import.meta.url))) console.error('Compiling, once …');
    buildApart();
  }
  const { main } = await import('../dist/cli/main.js');
  await main(process.argv);
}
