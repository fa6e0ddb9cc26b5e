import { fullContent, sparseContent, type LetterContent } from './letter-content.js';

type Content = Readonly<Record<string, unknown>>;
/** One way in which letters differ: with a part or without it, a question answered with yes or with no. */
type Turn = (content: Content) => Content;

const mostTurns = 9;
const isPart = (value: unknown): value is Content => typeof value === 'object' && value !== null && !Array.isArray(value);
const replaced = (content: Content, [part, name]: readonly [part: string, name: string], value: unknown): Content => {
  const before = content[part];
  return isPart(before) ? { ...content, [part]: { ...before, [name]: value } } : content;
};

const ofThePart = (part: string): readonly Turn[] => {
  if (part === 'results') return [(content) => ({ ...content, results: [] })];
  return sparseContent[part as keyof LetterContent] === null ? [(content) => ({ ...content, [part]: null })] : [];
};
const ofTheName = (part: string, name: string): readonly Turn[] => {
  const value = (fullContent as unknown as Readonly<Record<string, Content | undefined>>)[part]?.[name];
  if (typeof value === 'boolean') return [(content) => replaced(content, [part, name], !value)];
  return part === 'limit' && name === 'value' ? [(content) => replaced(content, [part, name], '')] : [];
};

/**
 * Invented letters on which a text is tried: one with everything, one with next to nothing, and each in between that the text can
 * tell from another, so that every branch of it is read. `names` are the paths that it mentions.
 */
export const examplesFor = (names: readonly (readonly unknown[])[]): readonly LetterContent[] => {
  const paths = names.map((path) => path.map(String));
  const parts = new Set(paths.flatMap(([part]) => part ?? []));
  const inParts = new Map(
    paths.flatMap(([part, name]) => (part === undefined || name === undefined ? [] : [[`${part}.${name}`, [part, name]] as const])),
  );
  const turns = [...[...parts].flatMap(ofThePart), ...[...inParts.values()].flatMap(([part = '', name = '']) => ofTheName(part, name))];
  // Of a text that asks about more than that, each question is turned by itself.
  const ways =
    turns.length > mostTurns
      ? turns.map((turn) => [turn])
      : Array.from({ length: 2 ** turns.length }, (_, way) => turns.filter((__, bit) => (way >> bit) % 2 === 1));
  const between = ways.map((way) => way.reduce<Content>((content, turn) => turn(content), fullContent as unknown as Content));
  return [fullContent, sparseContent, ...(between as unknown as readonly LetterContent[])];
};
