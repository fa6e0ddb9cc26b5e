import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from 'node:crypto';
import { openMllpSender, readAcknowledgement, replyModeFor, routeOf, splitMessages, type MllpSender } from '@rms/hl7';
import { finish, Progress, say, show, tell } from './output.js';

export interface SendOptions {
  readonly to: string;
  readonly connections?: string;
  readonly rate?: string;
  readonly repeat?: string;
  readonly json?: boolean;
}
interface Item {
  readonly file: string;
  readonly index: number;
  readonly bytes: Uint8Array;
}
interface Sent {
  readonly file: string;
  readonly index: number;
  readonly controlId: string;
  readonly sha256: string;
  readonly code: string;
  readonly reason: string;
  readonly ms: number;
}

const accepted = new Set(['AA', 'CA', 'none']);
const timeoutMs = 30_000;

const filesIn = (path: string): readonly string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.hl7'))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [path];
const itemsIn = (paths: readonly string[]): readonly Item[] =>
  paths.flatMap(filesIn).flatMap((file) => splitMessages(readFileSync(file)).map((bytes, index) => ({ file, index, bytes })));

const wantsReply = (bytes: Uint8Array): boolean => {
  const route = routeOf(bytes);
  return !route.ok || replyModeFor(route.acceptAcknowledgement, route.applicationAcknowledgement) !== 'none';
};

const sendOne = async (sender: MllpSender, { file, index, bytes }: Item): Promise<Sent> => {
  const route = routeOf(bytes);
  const about = { file, index, controlId: route.ok ? route.controlId : (route.controlId ?? ''), sha256: hash('sha256', bytes, 'hex') };
  const from = performance.now();
  try {
    const reply = await sender.send(bytes, { expectReply: wantsReply(bytes) });
    const ms = Math.round((performance.now() - from) * 100) / 100;
    if (reply === undefined) return { ...about, code: 'none', reason: '', ms };
    const read = readAcknowledgement(reply);
    if (!read.ok) return { ...about, code: 'unreadable', reason: read.sentence, ms };
    if (read.controlId !== about.controlId) return { ...about, code: 'mismatched', reason: `the reply is for ${read.controlId}`, ms };
    return { ...about, code: read.code, reason: read.text, ms };
  } catch (error) {
    return {
      ...about,
      code: 'failed',
      reason: error instanceof Error ? error.message : String(error),
      ms: Math.round(performance.now() - from),
    };
  }
};

const positive = (text: string | undefined, name: string, otherwise: number): number => {
  const number = Number(text ?? otherwise);
  if (!Number.isFinite(number) || number <= 0) throw new TypeError(`${name} must be a number above 0, not "${text ?? ''}"`);
  return number;
};

const addressOf = (to: string): { readonly host: string; readonly port: number } => {
  const [, host, port] = /^(?:mllp:\/\/)?(.+):(\d{1,5})$/.exec(to) ?? [];
  if (host === undefined || port === undefined) throw new TypeError(`--to must be HOST:PORT, not "${to}"`);
  return { host, port: Number(port) };
};

const pacer = (rate: number | undefined): (() => Promise<void>) => {
  if (rate === undefined) return () => Promise.resolve();
  const from = performance.now();
  let sent = 0;
  return async () => {
    const due = from + (sent * 1000) / rate;
    sent += 1;
    const wait = due - performance.now();
    if (wait > 0)
      await new Promise((resolve) => {
        setTimeout(resolve, wait);
      });
  };
};

/** Sends HL7 v2 messages over MLLP, stop-and-wait on each connection, and says what came of each. */
export const sendCommand = async (paths: readonly string[], options: SendOptions): Promise<void> => {
  const { host, port } = addressOf(options.to);
  const connections = positive(options.connections, '--connections', 1);
  const repeat = positive(options.repeat, '--repeat', 1);
  const pace = pacer(options.rate === undefined ? undefined : positive(options.rate, '--rate', 1));
  const items = Array.from({ length: repeat }, () => itemsIn(paths)).flat();
  const counts = new Map<string, number>();
  const progress = new Progress('Sending');
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    const sender = openMllpSender({ host, port, timeoutMs });
    for (let item = items[next]; item !== undefined; item = items[next]) {
      next += 1;
      await pace();
      const sent = await sendOne(sender, item);
      counts.set(sent.code, (counts.get(sent.code) ?? 0) + 1);
      show(
        options.json,
        sent,
        () => `${sent.controlId || '(no control id)'}  ${sent.code}  ${sent.reason === '' ? '' : `${sent.reason}  `}${String(sent.ms)} ms`,
      );
      progress.at((done += 1), items.length);
    }
    await sender.close();
  };
  await Promise.all(Array.from({ length: Math.min(connections, Math.max(items.length, 1)) }, lane));
  progress.end();
  const took = [...counts].filter(([code]) => accepted.has(code)).reduce((sum, [, count]) => sum + count, 0);
  const acknowledged = (counts.get('AA') ?? 0) + (counts.get('CA') ?? 0);
  const summary = `${String(items.length)} sent, ${String(acknowledged)} acknowledged, ${String(counts.get('none') ?? 0)} asked for no reply, ${String(items.length - took)} not accepted`;
  if (options.json === true) tell(summary);
  else say(summary);
  finish(items.length > 0 && took === items.length ? 0 : 1);
};
