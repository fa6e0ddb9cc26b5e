import type { Copies } from '@rms/read-models';
import { workingHours, type WorkingHoursCopy } from '../../../copies/others.projection.js';
import { usualHours, type Hours } from './working-hours.reading.js';

/** The working hours of a trust as they are now, the days it is closed besides, and the newest fact about them. */
export const hoursOf = async (
  copies: Copies,
  trust: string,
): Promise<{ readonly hours: Hours; readonly isUsual: boolean; readonly closedOn: readonly string[]; readonly seen: number }> => {
  const [copy]: readonly WorkingHoursCopy[] = await copies.of(workingHours).find(trust, {});
  const { closedOn, ...hours } = copy?.agreed ?? { ...usualHours, closedOn: [] };
  return { hours, isUsual: copy?.agreed === undefined, closedOn, seen: copy?.published ?? 0 };
};
