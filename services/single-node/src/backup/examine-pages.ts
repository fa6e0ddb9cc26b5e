import type { StoredEvent } from '@rms/event-sourcing';
import { keptPages } from '@rms/letters';

/** A page that was written, of which letter, and whether this event says that it left. */
export interface WrittenPage {
  readonly page: string;
  readonly letter: string;
  readonly hasLeft: boolean;
}

const ofLetters = 'letters.letter-';
const namesAPage: readonly string[] = ['LetterDrafted', 'LetterHandedOver'];

/** The page that an event says was written or handed over; `undefined` for any other event, and for one that was erased. */
export const pageIn = ({ type, stream, data, metadata }: StoredEvent): WrittenPage | undefined => {
  if (!stream.startsWith(ofLetters) || !namesAPage.includes(type) || metadata['erased'] !== undefined) return undefined;
  const { pdfSha256 } = JSON.parse(Buffer.from(data).toString()) as { readonly pdfSha256?: string };
  return pdfSha256 === undefined
    ? undefined
    : { page: pdfSha256, letter: stream.slice(ofLetters.length), hasLeft: type === 'LetterHandedOver' };
};

const heldAgainst = (directory: string, written: Iterable<WrittenPage>): Record<'altered' | 'lost', readonly WrittenPage[]> => {
  const kept = new Map([...keptPages(directory)].map(({ sha256, isAsKept }) => [sha256, isAsKept]));
  const all = [...written];
  return {
    altered: all.filter(({ page }) => kept.get(page) === false),
    lost: all.filter(({ page }) => !kept.has(page)),
  };
};

/** Every letter that was written has its page, and every page is as it was written. */
export const examinePages = (directory: string, written: ReadonlyMap<string, WrittenPage>): readonly string[] => {
  const { altered, lost } = heldAgainst(directory, written.values());
  return [
    ...altered.map(({ page, letter }) => `The page ${page} of letter ${letter} is not what was written`),
    ...lost.map(({ page, letter }) => `Letter ${letter} was written, and its page ${page} is not kept`),
  ];
};

/** Letters that have left and whose page is not kept as it was sent, one sentence each. */
export const sentWithoutTheirPage = (directory: string, sent: Iterable<WrittenPage>): readonly string[] => {
  const { altered, lost } = heldAgainst(directory, sent);
  return [
    ...altered.map(({ page, letter }) => `Letter ${letter} has left, and its page ${page} is not what was sent`),
    ...lost.map(({ page, letter }) => `Letter ${letter} has left, and its page ${page} is not kept`),
  ];
};
