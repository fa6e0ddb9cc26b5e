import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownNode } from '../../libs/build/bin/own-node.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** The Node release that the lockfile brings along, whatever this machine has. */
export const node = ownNode();

/** Runs a program and answers its exit code. Its output is passed on, or kept back unless it fails. */
export const run = (file, args, { quietUnlessItFails = false, onLine } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' },
    });
    const kept = [];
    const take = (stream) => (chunk) => {
      if (quietUnlessItFails) kept.push(chunk);
      else stream.write(chunk);
      if (onLine !== undefined) for (const line of chunk.toString().split('\n')) onLine(line);
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => {
      if (quietUnlessItFails && code !== 0) for (const chunk of kept) process.stderr.write(chunk);
      resolve(code ?? 1);
    });
  });
