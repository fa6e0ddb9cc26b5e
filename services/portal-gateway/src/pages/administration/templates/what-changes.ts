import type { LetterTemplate } from '@rms/contracts';
import { kindsOfBlock } from './template-words.js';

const wordsIn = ({ title, subject, blocks, sms, lookOutFor }: LetterTemplate): readonly string[] => [
  `Title: ${title}`,
  `Line under the greeting: ${subject}`,
  ...blocks.flatMap((block) => {
    if ('items' in block) return block.items.map((item) => `Point of a list: ${item}`);
    return [`${kindsOfBlock[block.kind]}${'text' in block ? `: ${block.text}` : ''}`];
  }),
  ...(sms === undefined ? [] : [`Text message: ${sms}`]),
  ...Object.entries(lookOutFor).flatMap(([cancer, points]) => points.map((point) => `To look out for after ${cancer} cancer: ${point}`)),
];

/** How one version differs from another: what is no longer said, what is said from then on, and whether only the order is another. */
export interface Changes {
  readonly gone: readonly string[];
  readonly added: readonly string[];
  readonly onlyOrder: boolean;
}
/** `undefined` where the two say the same in the same order. */
export const whatChanges = (before: LetterTemplate, after: LetterTemplate): Changes | undefined => {
  const [was, is] = [wordsIn(before), wordsIn(after)];
  if (was.join('\n') === is.join('\n')) return undefined;
  const gone = was.filter((words) => !is.includes(words));
  const added = is.filter((words) => !was.includes(words));
  return { gone, added, onlyOrder: gone.length === 0 && added.length === 0 };
};
