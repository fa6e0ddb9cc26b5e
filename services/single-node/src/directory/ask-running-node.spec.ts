import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { StartRefused } from '@rms/service-kit/standing';
import { askRunningNode } from './ask-running-node.js';
import { tellWhereItRuns } from './control-address.js';

const begun: { server: Server; directory: string }[] = [];
afterEach(() => {
  for (const { server, directory } of begun.splice(0)) {
    server.close();
    rmSync(directory, { recursive: true });
  }
});

/** Asks a node that answers in this way, and gathers the lines that came. */
const asking = async (answers: (response: ServerResponse) => void): Promise<{ lines: object[]; refused: unknown }> => {
  const directory = mkdtempSync(join(tmpdir(), 'rms-ask-'));
  const socket = join(directory, 'control.socket');
  const server = createServer((_, response) => {
    answers(response);
  });
  begun.push({ server, directory });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  tellWhereItRuns(directory, { pid: process.pid, socket });
  const lines: object[] = [];
  try {
    for await (const line of (await askRunningNode(directory, '/clock/advance', {})) ?? []) lines.push(line);
  } catch (refused) {
    return { lines, refused };
  }
  return { lines, refused: undefined };
};
const sentence = /ended before it had answered\. What it had recorded by then stays recorded/;

describe('asking a running node', () => {
  it('gives each line of its answer, and its own sentence where it refuses', async () => {
    expect(await asking((response) => response.end('{"n":1}\n{"n":2}\n'))).toEqual({ lines: [{ n: 1 }, { n: 2 }], refused: undefined });
    const { refused } = await asking((response) => response.end('{"refused":"Not now."}\n'));
    expect(refused).toEqual(new StartRefused('Not now.'));
  });
  it.each(['', '{"n":1}\n', '{"n":1}\n{"n":'])('says in a sentence that it ended meanwhile, after %j', async (said) => {
    const { lines, refused } = await asking((response) => {
      response.writeHead(200);
      response.flushHeaders();
      if (said !== '') response.write(said);
      setTimeout(() => response.destroy(), 50);
    });
    expect(refused).toBeInstanceOf(StartRefused);
    expect(String(refused)).toMatch(sentence);
    expect(lines).toEqual(said === '' ? [] : [{ n: 1 }]);
  });
});
