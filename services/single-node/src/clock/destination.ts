import { instantFromMillis, millisOf, yearsOfBankHolidays } from '@rms/nhs';
import { StartRefused } from '@rms/service-kit/standing';
import { laterBy, parsePeriod } from './period.js';

/** Where a period from now leads, in milliseconds. Throws `StartRefused` for what is no period, and for a time that is too far. */
export const destinationOf = (now: number, period: string): number => {
  const parsed = parsePeriod(period);
  if (parsed === undefined)
    throw new StartRefused(`The period must be one such as "3 months", 90d, 12h or P3M, of ten years at most, not "${period}".`);
  const to = laterBy(instantFromMillis(now), parsed);
  // A deadline reaches into the year after.
  if (Number(to.slice(0, 4)) >= yearsOfBankHolidays.last)
    throw new StartRefused(
      `The training clock cannot be moved to ${to.slice(0, 10)}: the bank holidays of England are known to ${String(yearsOfBankHolidays.last)} only, so deadlines could not be set.`,
    );
  return millisOf(to);
};
