import type { Copies } from '@rms/read-models';
import { ownHolidays, type DayOff } from '@rms/service-kit';

/** A trust's own days off, and the newest fact about them; none where nothing was ever declared. */
export const ownDaysOf = async (copies: Copies, trust: string): Promise<{ readonly days: readonly DayOff[]; readonly seen: number }> => {
  const [copy] = await copies.of(ownHolidays).find(trust, {});
  return { days: copy?.days ?? [], seen: copy?.published ?? 0 };
};
