#!/usr/bin/env node
// npm run bench:stack [-- --quick]: the numbers of a cluster on real engines, one table; ends with 1 when a target is missed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ownNode } from '../../../libs/build/bin/own-node.mjs';

const bench = join(import.meta.dirname, '..');
const run = (...args) => spawnSync(ownNode(), args, { stdio: 'inherit' }).status ?? 1;
const compiled = run(join(bench, '..', '..', 'libs', 'build', 'bin', 'build.mjs'));
process.exitCode =
  compiled === 0
    ? run(
        '--disable-warning=ExperimentalWarning',
        '--import',
        join(bench, 'from-source.mjs'),
        join(bench, 'src', 'stack', 'main.ts'),
        ...process.argv.slice(2),
      )
    : compiled;
