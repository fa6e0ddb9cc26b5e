import type { LetterTemplate } from '@rms/contracts';
import type { Role } from '@rms/identity';

type Name = LetterTemplate['name'];
const subjects: readonly (readonly [start: string, words: string])[] = [
  ['result', 'Result'],
  ['repeat', 'Test to be repeated'],
  ['recall', 'Called back to clinic'],
  ['test-missed-again', 'Test missed, second reminder'],
  ['test-missed', 'Test missed'],
  ['follow-up-started', 'Follow-up starts'],
  ['follow-up-suspended', 'Follow-up is paused'],
  ['follow-up-taken-up-again', 'Follow-up goes on'],
  ['follow-up-ended', 'Follow-up ends'],
];

/** A kind of letter as a person says it: "Result, to the GP". */
export const titleOfTemplate = (name: string): string => {
  const [, words = name] = subjects.find(([start]) => name.startsWith(start)) ?? [];
  return `${words}, to the ${name.endsWith('-gp') ? 'GP' : 'patient'}`;
};

/** Kinds of block, as the form names them. Those without words stand for what the system puts there. */
export const kindsOfBlock: Readonly<Record<LetterTemplate['blocks'][number]['kind'], string>> = {
  paragraph: 'Paragraph',
  heading: 'Heading',
  important: 'In a frame, not to be overlooked',
  list: 'List',
  'look-out-for': 'What to look out for, by cancer',
  chart: 'Chart of results',
  results: 'Table of results',
};
export type KindOfBlock = keyof typeof kindsOfBlock;
export const isKindOfBlock = (text: string): text is KindOfBlock => Object.hasOwn(kindsOfBlock, text);
export const isTemplateName = (names: readonly Name[], text: string): text is Name => names.some((name) => name === text);

/** Whoever may lay a version down and try one. */
export const templateWriters: readonly Role[] = ['consultant', 'clinical-nurse-specialist', 'letters-clerk', 'trust-admin'];
/** Whoever may approve one. */
export const templateApprovers: readonly Role[] = ['consultant', 'clinical-nurse-specialist', 'letters-clerk'];
