#!/usr/bin/env node
// Runs a program and begins it anew when it ends by itself, as an orchestrator would: node keep-running.mjs PROGRAM [ARGUMENTS].
// A program that refuses its settings (status 2) is left alone; when told to stop it tells the program, and ends as it ends.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

const [program, ...args] = process.argv.slice(2);
const refused = 2;
const [firstPauseMs, longestPauseMs, steadyAfterMs] = [500, 10_000, 30_000];
const state = { child: undefined, isStopping: false };

for (const signal of ['SIGTERM', 'SIGINT'])
  process.on(signal, () => {
    state.isStopping = true;
    state.child?.kill(signal);
  });

const runOnce = () =>
  new Promise((resolve) => {
    state.child = spawn(program, args, { stdio: 'inherit' });
    state.child.on('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });

for (let pauseMs = firstPauseMs; ;) {
  const began = performance.now();
  const status = await runOnce();
  if (state.isStopping || status === refused || status === 0) process.exit(status);
  if (performance.now() - began > steadyAfterMs) pauseMs = firstPauseMs;
  console.error(`ended with ${String(status)}; begun anew in ${String(pauseMs)} ms`);
  await pause(pauseMs);
  pauseMs = Math.min(2 * pauseMs, longestPauseMs);
}
