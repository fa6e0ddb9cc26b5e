import { instantOf, parseCivilDate, parseInstant, type Instant } from '@rms/nhs';
import { dateTyped } from '../form.js';

type Asked = Readonly<Record<string, string>>;
const endOfDay = '23:59:59';

/** "9:05" and "09:05:30" as hours, minutes and seconds; a minute is taken whole. */
const timeIn = (typed: string): string | undefined => {
  const [found, hour = '', minute = '', second = '59'] = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(typed) ?? [];
  return found === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}:${second}`;
};

/** The moment asked for: now when nothing was asked; `undefined` when what was typed is no moment. */
export const momentOf = (asked: Asked, now: string): Instant | undefined => {
  if (asked['at'] !== undefined) return parseInstant(asked['at']);
  const typed = dateTyped(asked, 'at');
  if (typed === '') return parseInstant(now);
  const day = parseCivilDate(typed);
  const { time: told = '' } = asked;
  const time = timeIn(told === '' ? endOfDay : told);
  return day === undefined || time === undefined ? undefined : instantOf(`${day}T${time}.999`, 'Europe/London');
};
