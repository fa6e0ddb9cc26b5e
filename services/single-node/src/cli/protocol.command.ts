import { readFileSync } from 'node:fs';
import { checkProtocol, problemInWords, type Protocol, type ProtocolProblem } from '@rms/protocols';
import { birthWithHistory } from '@rms/service-kit/embedded';
import { defaultData, operatedCluster, operatorFrom } from '../config.js';
import { layDownProtocolIn, type LaidDown, type ProtocolOrder } from '../directory/lay-down-protocol.js';
import type { ReadOptions } from './outcomes.command.js';
import { finish, say, show, tell } from './output.js';
import { signatoriesFrom } from './signatories.js';

export type CheckOptions = Pick<ReadOptions, 'json'>;
export interface SignOptions extends ReadOptions {
  readonly signedBy: readonly string[];
}

const parsed = (file: string): { readonly content?: unknown; readonly problem?: ProtocolProblem } => {
  const text = readFileSync(file, 'utf8');
  try {
    return { content: JSON.parse(text) };
  } catch (error) {
    return { problem: { field: 'the file', value: `${text.slice(0, 20)}…`, rule: `is not JSON: ${(error as Error).message}` } };
  }
};
const checked = (file: string): ReturnType<typeof checkProtocol> => {
  const { content, problem } = parsed(file);
  return problem === undefined ? checkProtocol(content) : { ok: false, name: '', problems: [problem] };
};

const tellProblems = (file: string, problems: readonly ProtocolProblem[], json: boolean | undefined): void => {
  for (const problem of problems) {
    if (json === true) say(JSON.stringify({ file, ok: false, ...problem }));
    else tell(`${file}: ${problemInWords(problem)}`);
  }
  finish(1);
};
/** The protocol in a file; `undefined` where it is none, and then each problem has been told. */
const soundIn = (file: string, json: boolean | undefined): Protocol | undefined => {
  const read = checked(file);
  if (read.ok) return read.protocol;
  tellProblems(file, read.problems, json);
  return undefined;
};
const namedIn = ({ name, version, title }: Protocol) => ({ name, version, title });

/** Whether files are protocols that may be published: each field, value and rule that does not fit. 1 where one is not. */
export const protocolCheckCommand = (files: readonly string[], { json }: CheckOptions): void => {
  finish(0);
  for (const file of files) {
    const protocol = soundIn(file, json);
    if (protocol !== undefined)
      show(json, { file, ok: true, ...namedIn(protocol) }, () => `${file}: sound. ${protocol.title}, version ${String(protocol.version)}.`);
  }
};

interface Told {
  readonly laidDown: LaidDown;
  readonly done: string;
  readonly before: string;
}
const tellWhatBecame = (protocol: Protocol, { laidDown, done, before }: Told, json: boolean | undefined): void => {
  if (laidDown.became === 'refused') {
    if (json === true) say(JSON.stringify({ ...namedIn(protocol), ...laidDown }));
    else tell(laidDown.sentence);
    finish(1);
    return;
  }
  show(json, { ...namedIn(protocol), ...laidDown }, () => (laidDown.became === 'recorded' ? done : before));
  finish(0);
};
/** Into the history of a data directory where one is named or nothing is said, into that of a cluster where its endpoints are set. */
const layDown = async (named: string | undefined, order: ProtocolOrder): Promise<LaidDown> => {
  const cluster = named === undefined ? operatedCluster() : undefined;
  if (cluster !== undefined) return (await import('../cluster/index.js')).layDownProtocolOn(cluster, order);
  const data = named ?? defaultData();
  birthWithHistory(data);
  return layDownProtocolIn(data, order);
};
const nameOf = ({ title, version }: Protocol): string => `Version ${String(version)} of “${title}”`;

/** Publishes the protocol in a file. It counts for nobody before it is signed. 1 where it is not sound or its number does not fit. */
export const protocolPublishCommand = async (file: string, options: ReadOptions): Promise<void> => {
  const content = soundIn(file, options.json);
  if (content === undefined) return;
  const laidDown = await layDown(options.data, { operator: operatorFrom(), content });
  const done = `${nameOf(content)} is published. It is in force for nobody until it is signed: rms protocol sign ${file}`;
  tellWhatBecame(content, { laidDown, done, before: `${nameOf(content)} was published before, in these words.` }, options.json);
};

/** Records that two clinicians signed the protocol in a file, which must be published in these words. 1 where it is not. */
export const protocolSignCommand = async (file: string, options: SignOptions): Promise<void> => {
  const signedBy = signatoriesFrom(options.signedBy);
  const content = soundIn(file, options.json);
  if (content === undefined) return;
  const laidDown = await layDown(options.data, { operator: operatorFrom(), content, signedBy });
  const done = `${nameOf(content)} is signed by ${signedBy}, and in force for follow-ups that are started from now on.`;
  tellWhatBecame(content, { laidDown, done, before: `${nameOf(content)} was signed before.` }, options.json);
};
