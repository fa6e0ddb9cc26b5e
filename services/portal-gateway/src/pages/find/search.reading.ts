import { normaliseName, parseNhsNumber } from '@rms/nhs';

/** What somebody typed into the search box. `born` may be a year, a month or a day: `1961`, `1961-07`, `1961-07-05`. */
export type Search =
  | { readonly kind: 'nhs-number'; readonly nhsNumber: string }
  | { readonly kind: 'person'; readonly family: string; readonly given: string; readonly born: string; readonly eitherOrder: boolean }
  | { readonly kind: 'not-understood'; readonly sentence: string };

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const two = (text: string): string => text.padStart(2, '0');

const bornIn = (text: string): { readonly born: string; readonly rest: string } => {
  const numeric = /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/.exec(text);
  if (numeric !== null)
    return { born: `${numeric[3] ?? ''}-${two(numeric[2] ?? '')}-${two(numeric[1] ?? '')}`, rest: text.replace(numeric[0], ' ') };
  const iso = /\b\d{4}-\d{2}-\d{2}\b/.exec(text);
  if (iso !== null) return { born: iso[0], rest: text.replace(iso[0], ' ') };
  const spelled = /\b(?:(\d{1,2})\s+)?([a-z]{3,9})\s+(\d{4})\b/i.exec(text);
  const month = spelled === null ? -1 : months.findIndex((name) => name.startsWith((spelled[2] ?? '').toLowerCase()));
  if (spelled !== null && month >= 0)
    return {
      born: `${spelled[3] ?? ''}-${two(String(month + 1))}${spelled[1] === undefined ? '' : `-${two(spelled[1])}`}`,
      rest: text.replace(spelled[0], ' '),
    };
  const year = /\b(19|20)\d{2}\b/.exec(text);
  return year === null ? { born: '', rest: text } : { born: year[0], rest: text.replace(year[0], ' ') };
};

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
