import { instantText, systemClock } from '@rms/event-sourcing';
import { addDays, londonDateOf, parseInstant, showDate, type CivilDate } from '@rms/nhs';

const today = (): CivilDate => {
  const now = parseInstant(instantText(systemClock.now()));
  if (now === undefined) throw new Error('The clock gives no date.');
  return londonDateOf(now);
};

/** The civil date so many days before today. */
export const daysAgo = (days: number): CivilDate => addDays(today(), -days);
/** As pages write it: 4 March 2026. */
export const written = (date: CivilDate): string => showDate(date);
/** As a message writes it: 20260304. */
export const compact = (date: CivilDate): string => date.replaceAll('-', '');
