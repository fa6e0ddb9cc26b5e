// A door in a process of its own over a history in a folder, as it runs beside services.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../libs/event-sourcing/dist/eventstoredb/door-process.js', import.meta.url));

/** Opens it on a free port. */
export const doorOver = async (directory) => {
  const child = spawn(process.execPath, [program, '--data', directory, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout), 'line');
  return {
    url: `esdb://127.0.0.1:${String(JSON.parse(line).port)}?tls=false`,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
