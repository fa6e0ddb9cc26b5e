#!/usr/bin/env node
// Runs something on the Node release that the lockfile brings along: node libs/build/bin/own-node.mjs [options of Node] file [arguments].
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const needed = 24;
const modules = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'node_modules');
// Not by its link in .bin: where a lockfile names one program for several platforms, npm 10 removes the link with those it leaves out.
const brought = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
const isRecent = Number(process.versions.node.split('.')[0]) >= needed;

/** Is this process on a release that will do? */
export const isOwnNode = isRecent;

/** The program: the one that was brought, else the one that runs now if it will do. Ends the process with a sentence if neither is there. */
export const ownNode = () => {
  if (existsSync(brought)) return brought;
  if (isRecent) return process.execPath;
  console.error(`Node ${String(needed)} or later is needed; this is ${process.version}. Run npm ci first: it brings the right one.`);
  process.exit(2);
};

/** Runs it with these arguments in place of this process: same input, output, signals and exit status. */
export const runOnOwnNode = (args) => {
  const child = spawn(ownNode(), args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      child.kill(signal);
    });
  child.on('exit', (code, signal) => {
    process.exit(code ?? (signal === null ? 1 : 128));
  });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) runOnOwnNode(process.argv.slice(2));
