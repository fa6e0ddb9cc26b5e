import { expect } from '@jest/globals';
import type { MllpProblem } from './mllp-problem.js';
import { startMllpServer, type MllpServer, type MllpServerOptions } from './mllp-server.js';

export const VT = '\x0b';
export const END = '\x1c\r';
export const frame = (text: string): string => VT + text + END;
export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
export const echo = (bytes: Uint8Array): Promise<Uint8Array> => Promise.resolve(Buffer.concat([Buffer.from('ok '), bytes]));

const open: MllpServer[] = [];
export const problems: MllpProblem[] = [];
export const kinds = (): readonly string[] => problems.map(({ kind }) => kind);

export const start = async (options: Partial<MllpServerOptions> = {}): Promise<MllpServer> => {
  const onProblem = (problem: MllpProblem): undefined => void problems.push(problem);
  const server = await startMllpServer({ host: '127.0.0.1', port: 0, onFrame: echo, onProblem, closeGraceMs: 300, ...options });
  open.push(server);
  return server;
};
export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
export const eventually = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 1500 && !isSo(); tries += 1) await pause(2);
  expect(isSo()).toBe(true);
};
/** Replies given by hand, in any order. */
export const byHand = () => {
  const waiting = new Map<string, (reply: string | Error) => void>();
  const onFrame = (bytes: Uint8Array): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      waiting.set(text(bytes), (reply) => (typeof reply === 'string' ? resolve(Buffer.from(reply)) : reject(reply)));
    });
  return { waiting, onFrame, reply: (to: string, reply: string | Error) => waiting.get(to)?.(reply) };
};

/** Closes every server of a test and forgets its problems. */
export const closeAll = async (): Promise<void> => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  problems.length = 0;
};
