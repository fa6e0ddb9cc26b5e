export const dayMs = 86_400_000;

const daysIn400Years = 146_097;
// 1 March of the year 0, from which they are counted here: a leap day is then the last of its year.
const toTheFirstOfMarch = 719_468;
const padded = (value: number, length: number): string => String(value).padStart(length, '0');

/**
 * The date `YYYY-MM-DD` of a day counted from 1 January 1970; `undefined` where its year has not four digits.
 * By the calendar's own rule (Richards, "Mapping time", 1998), so that what is pure needs no Date.
 */
export const dateOfDay = (day: number): string | undefined => {
  const days = day + toTheFirstOfMarch;
  const era = Math.floor(days / daysIn400Years);
  const ofEra = days - era * daysIn400Years;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const calendarYear = year + era * 400 + (month <= 2 ? 1 : 0);
  if (!(calendarYear >= 0 && calendarYear <= 9999)) return undefined;
  return `${padded(calendarYear, 4)}-${padded(month, 2)}-${padded(ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1, 2)}`;
};

/** The time `HH:MM:SS.mmm` of so many milliseconds after midnight in UTC. */
export const timeOfDay = (millis: number): string => {
  const [hours, minutes, seconds] = [Math.floor(millis / 3_600_000), Math.floor(millis / 60_000) % 60, Math.floor(millis / 1000) % 60];
  return `${padded(hours, 2)}:${padded(minutes, 2)}:${padded(seconds, 2)}.${padded(millis % 1000, 3)}`;
};
