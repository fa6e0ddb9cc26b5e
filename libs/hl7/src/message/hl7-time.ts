/** A date or time as a sender wrote it (TS and DTM, HL7 v2.5.1 section 2A.22): only what was sent is present, and nothing is converted. */
export interface Hl7Time {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
  /** Digits after the decimal point. */
  readonly fraction?: string;
  /** Offset from UTC as sent, `+0100`. Without one the sender means its own local time. */
  readonly offset?: string;
}

const compact = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,9}))?)?)?)?)?)?([+-]\d{4})?$/;
const withHyphens = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?([+-]\d{2}:?\d{2})?$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysIn = (year: number, month: number): number => {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const isWithin = (value: number | undefined, least: number, most: number): boolean =>
  value === undefined || (value >= least && value <= most);

const isPossibleOffset = (offset: string | undefined): boolean =>
  offset === undefined || (Number(offset.slice(1, 3)) <= 14 && Number(offset.slice(3)) <= 59);

const isPossibleDate = ({ year, month = 1, day }: Hl7Time): boolean =>
  year >= 1 && isWithin(month, 1, 12) && isWithin(day, 1, daysIn(year, month));

const isPossibleClock = ({ hour, minute, second }: Hl7Time): boolean =>
  isWithin(hour, 0, 23) && isWithin(minute, 0, 59) && isWithin(second, 0, 59);

const number = (digits: string | undefined): number | undefined => (digits === undefined ? undefined : Number(digits));

type Parts = { [Name in keyof Hl7Time]: Hl7Time[Name] | undefined };

/** Without the parts that were not sent. */
const present = (parts: Parts): Hl7Time =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as unknown as Hl7Time;

const fromMatch = (match: RegExpExecArray): Hl7Time => {
  const [, year, month, day, hour, minute, second, fraction, offset] = match as readonly (string | undefined)[];
  return present({
    year: Number(year),
    month: number(month),
    day: number(day),
    hour: number(hour),
    minute: number(minute),
    second: number(second),
    fraction,
    offset: offset?.replace(':', ''),
  });
};

/** The first component; `19760121+^D` is a date of birth whose sender began an offset and never gave one. */
const withoutRemains = (text: string): string => (text.split('^', 1)[0] ?? '').trim().replace(/[+-]$/, '');

/**
 * Reads `YYYY[MM[DD[HH[MM[SS[.S…]]]]]][+/-ZZZZ]`, and the same with hyphens and colons, which some senders use. Only the first component counts.
 * Answers undefined where the text is no date or names one that does not exist, 31 February or 25 o'clock: a due date must never be guessed.
 */
export const parseHl7Time = (text: string): Hl7Time | undefined => {
  const sent = withoutRemains(text);
  const match = compact.exec(sent) ?? withHyphens.exec(sent);
  if (match === null) return undefined;
  const time = fromMatch(match);
  return isPossibleDate(time) && isPossibleClock(time) && isPossibleOffset(time.offset) ? time : undefined;
};
