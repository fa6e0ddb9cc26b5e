import type { Place } from '../places.js';

/** What a broker holds of one partition: from the first offset to before the next it will give. */
export interface Ends {
  readonly low: number;
  readonly high: number;
}

/**
 * Why a partition cannot be relied on to bring what is outstanding: nobody knows what was read of it; less is in it than was read; it
 * no longer holds what was not yet read; it is another one of the same name; records are missing within it.
 */
export type Doubt = 'no-place' | 'beyond-the-end' | 'before-the-beginning' | 'made-anew' | 'records-missing';

export type Beginning =
  | {
      readonly at: number;
      /** The first record was dealt with already: it is read to see that it is the same one. */
      readonly looksBack: boolean;
    }
  | { readonly doubt: Doubt };

/** Where reading goes on, or why it cannot. */
export const beginningOf = (place: Pick<Place, 'offset'> | undefined, { low, high }: Ends): Beginning => {
  const next = Number(place?.offset ?? -1);
  if (next < 0) return { doubt: 'no-place' };
  if (next > high) return { doubt: 'beyond-the-end' };
  if (next < low) return { doubt: 'before-the-beginning' };
  return next > low ? { at: next - 1, looksBack: true } : { at: next, looksBack: false };
};

/** What is expected of a partition: the next offset, and the position through which all of it was dealt with. */
export interface Expected {
  readonly next: number;
  readonly through: number;
  readonly looksBack: boolean;
}

/** What to do with a record: `take` it, `pass` over it because it was dealt with, or doubt the partition. */
export const judge = (
  { next, through, looksBack }: Expected,
  record: { readonly offset: number; readonly position?: number | undefined },
): 'take' | 'pass' | Doubt => {
  if (record.offset < next) return 'made-anew';
  if (record.offset > next) return 'records-missing';
  const isNew = record.position === undefined || record.position > through;
  if (!looksBack) return isNew ? 'take' : 'pass';
  // Of a record whose envelope cannot be relied on, nothing follows.
  return isNew && record.position !== undefined ? 'made-anew' : 'pass';
};
