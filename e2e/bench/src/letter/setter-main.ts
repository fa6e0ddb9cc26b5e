import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { letterSource, type Paper } from '@rms/letters';
import { typesetter } from '@rms/typesetting';
import { peersFolder, root } from '../job/places.js';
import { serve } from '../job/served.js';
import { contentOf, paperFor } from './letters-to-set.js';

export type SetterName = 'ours' | 'typst' | 'pdfkit';
/** Letters with these numbers, one after another. */
export interface Pile {
  readonly from: number;
  readonly letters: number;
}
export interface Set {
  readonly millis: number;
  readonly cpuSeconds: number;
  readonly bytes: number;
}
/** What a setter made of one letter. */
export interface Looked {
  readonly sha256: string;
  readonly isTagged: boolean;
  readonly hasAFont: boolean;
  readonly sameAgain: boolean;
}

type SetOne = (n: number) => Promise<Uint8Array> | Uint8Array;

const papers = new Map<number, Paper>();
const paperReady = (n: number): Paper => {
  const paper = papers.get(n) ?? paperFor(contentOf(n));
  papers.set(n, paper);
  return paper;
};

const withPdfkit = async (): Promise<SetOne> => {
  const file = join(peersFolder, 'pdfkit-letters.mjs');
  const { setWithPdfkit } = (await import(file)) as { setWithPdfkit: (paper: Paper, fonts: object) => Promise<Uint8Array> };
  const { resolve } = createRequire(join(root, 'libs', 'typesetting', 'package.json'));
  const font = (name: string): string => resolve(`@expo-google-fonts/arimo/${name}`);
  const fonts = { regular: font('400Regular/Arimo_400Regular.ttf'), bold: font('700Bold/Arimo_700Bold.ttf') };
  return (n) => setWithPdfkit(paperReady(n), fonts);
};
// In this thread, as the peers do.
const typeset = typesetter();
const setters: Readonly<Record<SetterName, () => Promise<SetOne> | SetOne>> = {
  ours: () => (n) => typeset(letterSource, paperFor(contentOf(n))),
  typst: () => (n) => typeset(letterSource, paperReady(n)),
  pdfkit: withPdfkit,
};

const setOne = await setters[process.argv[2] as SetterName]();
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const pile = async ({ from, letters }: Pile): Promise<Set> => {
  for (let n = from; n < from + letters; n += 1) paperReady(n);
  const [cpu, began] = [cpuSeconds(), performance.now()];
  let bytes = 0;
  for (let n = from; n < from + letters; n += 1) bytes += (await setOne(n)).length;
  const millis = performance.now() - began;
  papers.clear();
  return { millis, cpuSeconds: cpuSeconds() - cpu, bytes };
};

const look = async (n: number): Promise<Looked> => {
  const [pdf, again] = [Buffer.from(await setOne(n)), Buffer.from(await setOne(n))];
  const text = pdf.toString('latin1');
  return {
    sha256: createHash('sha256').update(pdf).digest('hex'),
    isTagged: text.includes('/StructTreeRoot'),
    hasAFont: /\/FontFile[23]/.test(text),
    sameAgain: pdf.equals(again),
  };
};

serve({ pile, look }, () => undefined);
