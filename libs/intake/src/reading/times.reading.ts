import { parseHl7Time, type Hl7Time } from '@rms/hl7/pure';
import { instantOf, parseCivilDate, parseInstant, type CivilDate, type Instant } from '@rms/nhs';

const two = (n: number | undefined): string => String(n ?? 0).padStart(2, '0');
const wallClock = (t: Hl7Time): string =>
  `${String(t.year).padStart(4, '0')}-${two(t.month ?? 1)}-${two(t.day ?? 1)}T${two(t.hour)}:${two(t.minute)}:${two(t.second)}.${(t.fraction ?? '0').slice(0, 3).padEnd(3, '0')}`;

/** An HL7 time as an instant: by its own offset, else in the feed's zone. `undefined` when absent or unreadable. A date alone is its first moment. */
export const instantFrom = (text: string, zone: string): Instant | undefined => {
  const time = parseHl7Time(text);
  if (time === undefined) return undefined;
  if (time.offset === undefined) return instantOf(wallClock(time), zone);
  return parseInstant(`${wallClock(time)}${time.offset.slice(0, 3)}:${time.offset.slice(3)}`);
};

/** The civil date a sender wrote, with no conversion at all: a date of birth must not move. `undefined` without a day. */
export const dateFrom = (text: string): CivilDate | undefined => {
  const time = parseHl7Time(text);
  if (time?.month === undefined || time.day === undefined) return undefined;
  return parseCivilDate(`${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`);
};

/** Did the sender write a time of day, or a date only? */
export const hasTimeOfDay = (text: string): boolean => parseHl7Time(text)?.hour !== undefined;
