import type { Values } from '../../form.js';
import { isKindOfBlock, kindsOfBlock, type KindOfBlock } from './template-words.js';

/** One block as the form has it: what it is, and its words; a list has one point on each line. */
export interface FormBlock {
  readonly kind: KindOfBlock;
  readonly text: string;
}
/** One more is read, so that it can be refused. */
export const mostBlocks = 60;

/** Whether a block has words of its own; the others stand for what the system puts there. */
export const hasWords = (kind: KindOfBlock): boolean => !['look-out-for', 'chart', 'results'].includes(kind);

const numbered = Array.from({ length: mostBlocks + 1 }, (_, index) => index + 1);
/** The blocks of a form in their order. */
export const blocksIn = (values: Values): readonly FormBlock[] =>
  numbered.flatMap((n) => {
    const kind = values[`kind-${String(n)}`] ?? '';
    return isKindOfBlock(kind) ? [{ kind, text: (values[`text-${String(n)}`] ?? '').replace(/\r\n?/g, '\n') }] : [];
  });
/** Blocks as the fields of the form. */
export const blockValues = (blocks: readonly FormBlock[]): Values =>
  Object.fromEntries(
    blocks.flatMap(({ kind, text }, index) => [
      [`kind-${String(index + 1)}`, kind],
      ...(hasWords(kind) ? [[`text-${String(index + 1)}`, text]] : []),
    ]),
  ) as Values;

const without = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !/^(kind|text)-\d+$|^do$|^addKind$|^addAfter$/.test(name)));
const moved = (blocks: readonly FormBlock[], from: number, to: number): readonly FormBlock[] => {
  const block = blocks[from];
  return block === undefined || to < 0 || to >= blocks.length ? blocks : blocks.toSpliced(from, 1).toSpliced(to, 0, block);
};

type Rearranged = { readonly blocks: readonly FormBlock[]; readonly block: number };
const added = (blocks: readonly FormBlock[], { addKind = '', addAfter }: Values): Rearranged => {
  const at = Math.min(Number(addAfter ?? blocks.length) || 0, blocks.length);
  const kind = isKindOfBlock(addKind) ? addKind : 'paragraph';
  return { blocks: blocks.toSpliced(at, 0, { kind, text: '' }), block: at + 1 };
};
const acts: Readonly<Record<string, (blocks: readonly FormBlock[], values: Values, index: number) => Rearranged>> = {
  add: added,
  remove: (blocks, _, index) => ({ blocks: blocks.toSpliced(index, 1), block: Math.max(1, Math.min(index + 1, blocks.length - 1)) }),
  up: (blocks, _, index) => ({ blocks: moved(blocks, index, index - 1), block: Math.max(1, index) }),
  down: (blocks, _, index) => ({ blocks: moved(blocks, index, index + 1), block: Math.min(blocks.length, index + 2) }),
};

/** The form after somebody added, removed or moved a block, and the number of the block to look at; `undefined` where nothing of that was asked. */
export const rearranged = (values: Values): { readonly values: Values; readonly block: number } | undefined => {
  const [what = '', number = ''] = (values['do'] ?? '').split('-');
  const act = Object.hasOwn(acts, what) ? acts[what] : undefined;
  if (act === undefined) return undefined;
  const { blocks, block } = act(blocksIn(values), values, Number(number) - 1);
  return { values: { ...without(values), ...blockValues(blocks) }, block };
};

/** Each block as the form shows it. */
export const shownBlocks = (
  values: Values,
): readonly (FormBlock & { readonly n: number; readonly words: boolean; readonly is: string; readonly rows: number })[] =>
  blocksIn(values).map(({ kind, text }, index) => ({
    kind,
    text,
    n: index + 1,
    words: hasWords(kind),
    is: kindsOfBlock[kind],
    rows: Math.min(12, 2 + text.split('\n').length - 1 + Math.floor(text.length / 75)),
  }));
