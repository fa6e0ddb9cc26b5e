/** A text from outside, cut where it is longer than it may be, and visibly so. The message itself is kept whole. */
export const clipped = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);
