import { normaliseName, parseNhsNumber } from '@rms/nhs';

/** What somebody typed into the search box. `born` may be a year, a month or a day: `1961`, `1961-07`, `1961-07-05`. */
export type Search =
  | { readonly kind: 'nhs-number'; readonly nhsNumber: string }
  | { readonly kind: 'person'; readonly family: string; readonly given: string; readonly born: string; readonly eitherOrder: boolean }
  | { readonly kind: 'not-understood'; readonly sentence: string };

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const two = (text: string): string => text.padStart(2, '0');

/** A date of birth found in what was typed, and what is left without it. */
interface Born {
  readonly born: string;
  readonly rest: string;
}

const numericDate = (text: string): Born | undefined => {
  const [found, day = '', month = '', year = ''] = /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/.exec(text) ?? [];
  return found === undefined ? undefined : { born: `${year}-${two(month)}-${two(day)}`, rest: text.replace(found, ' ') };
};
const isoDate = (text: string): Born | undefined => {
  const [found] = /\b\d{4}-\d{2}-\d{2}\b/.exec(text) ?? [];
  return found === undefined ? undefined : { born: found, rest: text.replace(found, ' ') };
};
const spelledDate = (text: string): Born | undefined => {
  const [found, day, name = '', year = ''] = /\b(?:(\d{1,2})\s+)?([a-z]{3,9})\s+(\d{4})\b/i.exec(text) ?? [];
  const month = months.findIndex((each) => each.startsWith(name.toLowerCase()));
  if (found === undefined || month < 0) return undefined;
  const onDay = day === undefined ? '' : `-${two(day)}`;
  return { born: `${year}-${two(String(month + 1))}${onDay}`, rest: text.replace(found, ' ') };
};
const yearAlone = (text: string): Born | undefined => {
  const [found] = /\b(19|20)\d{2}\b/.exec(text) ?? [];
  return found === undefined ? undefined : { born: found, rest: text.replace(found, ' ') };
};
const bornIn = (text: string): Born =>
  numericDate(text) ?? isoDate(text) ?? spelledDate(text) ?? yearAlone(text) ?? { born: '', rest: text };

const nhsNumberIn = (text: string): Search | undefined => {
  if (!/^[\d\s-]+$/.test(text) || text.replace(/\D/g, '').length < 9) return undefined;
  const parsed = parseNhsNumber(text);
  if (parsed.ok) return { kind: 'nhs-number', nhsNumber: parsed.value };
  return {
    kind: 'not-understood',
    sentence:
      parsed.rule === 'not-ten-digits'
        ? 'An NHS number has 10 digits. Check it and type it again.'
        : 'This NHS number has a digit wrong. Check it and type it again.',
  };
};

/** Reads "999 001 3713", "Whittaker 5 July 1961", "WHITTAKER, Alan", "alan whittaker 1961". */
export const readSearch = (typed: string): Search => {
  const text = typed.trim();
  const number = nhsNumberIn(text);
  if (number !== undefined) return number;
  const { born, rest } = bornIn(text);
  const [before = '', after] = rest.split(',').map((part) => part.trim());
  const words = before.split(/\s+/).filter((word) => word !== '');
  const [family, given] = after === undefined ? [words.at(-1) ?? '', words.slice(0, -1).join(' ')] : [before, after];
  if (family === '' && born === '')
    return { kind: 'not-understood', sentence: 'Type an NHS number, or a family name, with a date or year of birth if you know it.' };
  return {
    kind: 'person',
    family: normaliseName(family),
    given: normaliseName(given),
    born,
    eitherOrder: after === undefined && given !== '',
  };
};
