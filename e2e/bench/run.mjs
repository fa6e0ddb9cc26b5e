#!/usr/bin/env node
// npm run bench [-- --quick] [-- --only=append|receive|letter|alert|pages|start|sweep] [-- --install]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownNode } from '../../libs/build/bin/own-node.mjs';
import { arePeersInstalled, installPeers } from './peers/install.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const run = (...args) => spawnSync(ownNode(), args, { stdio: 'inherit' }).status ?? 1;
const options = process.argv.slice(2);

const wanted = options.includes('--install');
if (wanted || !arePeersInstalled()) {
  console.error('Installing and compiling what ours is held against. This is done once and is no part of the benchmark’s time.');
  installPeers();
}
if (wanted) process.exit(0);
const compiled = run(join(here, '..', '..', 'libs', 'build', 'bin', 'build.mjs'));
process.exitCode =
  compiled === 0
    ? run('--disable-warning=ExperimentalWarning', '--import', join(here, 'from-source.mjs'), join(here, 'src', 'main.ts'), ...options)
    : compiled;
