import type { Delivery, Message, PublishedHistory } from '@rms/messaging';
import type { Copy, CopyDocument } from './definitions.js';

/** The id at the end of a stream's name, which is its copy's id. */
export const documentIdOf = (stream: string): string => stream.slice(-36);

const countOf = (document: CopyDocument | undefined): number => document?.published ?? 0;

const evolved = (copy: Copy, before: CopyDocument | undefined, message: Message): CopyDocument => {
  const content = message.type === 'tombstone' ? (before ?? copy.initial) : copy.evolve(before ?? copy.initial, message);
  return { ...content, _id: documentIdOf(message.subject), trust: message.trust, published: message.published };
};

/** Published facts of a stream after a counter, from its owner. Rejects where the owner cannot be asked. */
export const refill = async (
  histories: ReadonlyMap<string, PublishedHistory>,
  stream: string,
  after: number,
): Promise<readonly Delivery[]> => {
  const history = histories.get(stream.slice(0, stream.indexOf('.')));
  if (history === undefined) throw new Error(`the published history of ${stream} cannot be asked`);
  return history.ofStream(stream, after);
};

/** Messages of a stream that had not arrived when a later one did. */
export interface Gap {
  readonly stream: string;
  /** The counter of the last that had. */
  readonly last: number;
  readonly why: string;
}

/** A gap is not to be filled by folding alone: what is missing is to be taken in as it would have been. */
export class MustBeTakenFirst extends Error {
  constructor(readonly gap: Gap) {
    super(gap.why);
  }
}

export interface FoldingParts {
  readonly histories: ReadonlyMap<string, PublishedHistory>;
  /** Told of a gap before it is filled from the owner; throws where it is not to be. */
  readonly onGap: (gap: Gap) => void;
}

/** Messages of a gap from their owner, in order, before the one that showed it. Throws where one cannot be read; rejects where the owner cannot be asked. */
export const messagesIn = async (
  histories: ReadonlyMap<string, PublishedHistory>,
  gap: Gap,
  shownBy: Message,
): Promise<readonly Message[]> =>
  (await refill(histories, gap.stream, gap.last))
    .map((delivery) => {
      if ('unreadable' in delivery) throw new Error(delivery.unreadable.why);
      return delivery.message;
    })
    .filter(({ published }) => published < shownBy.published);

const foldMissing = async (
  { histories, onGap }: FoldingParts,
  copy: Copy,
  { before, message }: { readonly before: CopyDocument | undefined; readonly message: Message },
): Promise<CopyDocument> => {
  const last = countOf(before);
  onGap({ stream: message.subject, last, why: `${String(last + 1)} to ${String(message.published - 1)} had not arrived` });
  let document = before;
  for (const delivery of await refill(histories, message.subject, last)) {
    if ('unreadable' in delivery) throw new Error(delivery.unreadable.why);
    document = evolved(copy, document, delivery.message);
  }
  if (document !== undefined && document.published >= message.published) return document;
  throw new Error(`published facts after ${String(countOf(document))} cannot be had from ${message.source}`);
};

/** A copy's document after a message: the same one for a duplicate, the missing facts fetched from their owner for a gap. */
export const foldMessage = async (
  parts: FoldingParts,
  copy: Copy,
  told: { readonly before: CopyDocument | undefined; readonly message: Message },
): Promise<CopyDocument> => {
  const { before, message } = told;
  if (before !== undefined && message.published <= before.published) return before;
  const isNext = message.published === countOf(before) + 1;
  return isNext ? evolved(copy, before, message) : foldMissing(parts, copy, told);
};
