// Programs that run beside this one: started once, known by pid and the moment of their start, stopped by pid and never by name.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 50;
const patienceMs = 3000;

/** When a process began, in ticks since this machine did: pids come round again, and with it one is told from the next. */
const beginningOf = (pid) => {
  try {
    const line = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
};

const noteOf = (folder, name) => join(folder, `${name}.json`);

/** What was started under a name and still runs: `{pid, began, log}`; nothing where it has ended. */
export const running = (folder, name) => {
  const file = noteOf(folder, name);
  if (!existsSync(file)) return undefined;
  const note = JSON.parse(readFileSync(file, 'utf8'));
  return beginningOf(note.pid) === note.began ? note : undefined;
};

/** Starts a program that goes on when this one ends; its output goes to a log file. Notes its pid in the folder. */
export const start = (folder, name, { command, args, env = {}, cwd, log }) => {
  mkdirSync(folder, { recursive: true });
  mkdirSync(dirname(log), { recursive: true });
  const out = openSync(log, 'a');
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', out, out] });
  child.on('error', () => undefined);
  child.unref();
  closeSync(out);
  if (child.pid === undefined) throw new Error(`${command} could not be started.`);
  const note = { pid: child.pid, began: beginningOf(child.pid), log };
  writeFileSync(noteOf(folder, name), JSON.stringify(note));
  return note;
};

/** Ends what was started under a name: asks first, and after a while no longer asks. Answers whether it was running. */
export const stop = async (folder, name, withinMs = 20_000) => {
  const note = running(folder, name);
  if (note !== undefined) {
    process.kill(note.pid, 'SIGTERM');
    for (let waited = 0; running(folder, name) !== undefined; waited += lookEveryMs) {
      if (waited === withinMs) process.kill(note.pid, 'SIGKILL');
      await pause(lookEveryMs);
    }
  }
  rmSync(noteOf(folder, name), { force: true });
  return note !== undefined;
};

/** Whether somebody takes connections there. */
export const accepts = (port, host = '127.0.0.1') =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host });
    const say = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => say(true));
    socket.once('error', () => say(false));
    socket.setTimeout(patienceMs, () => say(false));
  });
