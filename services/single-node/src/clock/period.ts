import { addDays, addMonths, instantFromMillis, instantOf, londonDateOf, millisOf, showTime, type Instant } from '@rms/nhs';

/** A length of time as people say it to the training clock. */
export type Period = { readonly hours: number } | { readonly days: number } | { readonly months: number };

const most = 3660;
const units: Readonly<Record<string, (n: number) => Period>> = {
  h: (hours) => ({ hours }),
  hour: (hours) => ({ hours }),
  d: (days) => ({ days }),
  day: (days) => ({ days }),
  w: (weeks) => ({ days: weeks * 7 }),
  week: (weeks) => ({ days: weeks * 7 }),
  m: (months) => ({ months }),
  month: (months) => ({ months }),
  y: (years) => ({ months: years * 12 }),
  year: (years) => ({ months: years * 12 }),
};

const said = /^(\d{1,4}) ?([a-z]+?)s?$/i;
const iso = /^P(?:(\d{1,4})([DWMY])|T(\d{1,4})(H))$/i;

const daysOf = (period: Period): number => {
  if ('hours' in period) return period.hours / 24;
  return 'days' in period ? period.days : period.months * 30.5;
};
const isWithin = (period: Period): boolean => daysOf(period) > 0 && daysOf(period) <= most;

/** Reads "3 months", "90d", "6w", "12 hours", "P3M" or "PT12H"; `undefined` for anything else, for nothing and for more than ten years. */
export const parsePeriod = (text: string): Period | undefined => {
  const written = text.trim();
  const [count, unit] = (iso.exec(written) ?? said.exec(written) ?? [])
    .slice(1)
    .filter((part) => (part as string | undefined) !== undefined);
  const period = count === undefined || unit === undefined ? undefined : units[unit.toLowerCase()]?.(Number(count));
  return period !== undefined && isWithin(period) ? period : undefined;
};

/** The instant so much later: days and months keep the time of day in England. */
export const laterBy = (from: Instant, period: Period): Instant => {
  if ('hours' in period) return instantFromMillis(millisOf(from) + period.hours * 3_600_000);
  const date = londonDateOf(from);
  const then = 'days' in period ? addDays(date, period.days) : addMonths(date, period.months);
  return instantOf(`${then}T${showTime(from, 'second')}`, 'Europe/London');
};
