/** The five characters a sender chose in MSH-1 and MSH-2 (HL7 v2.5.1 section 2.5.4). A character the sender does not use is ''. */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subComponent: string;
}

/** `|^~\&`, which HL7 suggests and nearly every sender uses. */
export const STANDARD_DELIMITERS: Delimiters = { field: '|', component: '^', repetition: '~', escape: '\\', subComponent: '&' };

const isLetterOrDigit = /^[A-Za-z0-9]$/;
const isPrintable = /^[!-~]$/;

/** Whether a character may delimit: printable ASCII, neither a letter nor a digit. */
export const canDelimit = (character: string): boolean => isPrintable.test(character) && !isLetterOrDigit.test(character);

/**
 * The third and fourth places. A sender that uses no escapes leaves the character out (`^~&`) or sends a space;
 * one whose engine escaped its own header sends the backslash twice (`^~\\&`).
 */
const lastTwo = (encoding: string): { escape: string; subComponent: string } => {
  const [third = '', fourth = '', fifth = ''] = encoding.slice(2);
  if (third === '&') return { escape: '', subComponent: '&' };
  const subComponent = fourth === third ? fifth : fourth;
  return { escape: third.trim(), subComponent };
};

/** The characters a sender uses, one after another. */
export const charactersOf = ({ field, component, repetition, escape, subComponent }: Delimiters): string =>
  field + component + repetition + escape + subComponent;

const areDistinct = (characters: readonly string[]): boolean =>
  new Set(characters).size === characters.length && characters.every(canDelimit);

/**
 * Reads MSH-1 and MSH-2. `header` starts at the letters MSH. Answers undefined where the characters cannot delimit: a letter,
 * a digit, the same character twice, or no component separator at all.
 */
export const readDelimiters = (header: string): Delimiters | undefined => {
  if (header.startsWith('MSH|^~\\&|')) return STANDARD_DELIMITERS;
  const field = header.charAt(3);
  if (!canDelimit(field)) return undefined;
  const end = header.indexOf(field, 4);
  const encoding = header.slice(4, end < 0 ? header.length : end).trimEnd();
  const delimiters = { field, component: encoding.charAt(0), repetition: encoding.charAt(1), ...lastTwo(encoding) };
  const usable = delimiters.component !== '' && areDistinct(charactersOf(delimiters).split(''));
  return usable ? delimiters : undefined;
};
