import { addDays, parseCivilDate } from '@rms/nhs';

/** Some days on which somebody is away, first and last included, and who acts in his place. */
export interface Absence {
  readonly absence: string;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly cover?: string;
}
export interface Absences {
  readonly planned: readonly Absence[];
  readonly away?: Pick<Absence, 'untilOn'>;
  readonly left: boolean;
}

/** The day after a date. */
export const dayAfter = (text: string): string => {
  const date = parseCivilDate(text);
  return date === undefined ? '' : addDays(date, 1);
};

/** The next date on which something begins or ends; '' when nothing does. One absence begins only when the one before it is over. */
export const wakeAtOf = ({ planned, away, left }: Absences): string => {
  if (left) return '';
  if (away !== undefined) return dayAfter(away.untilOn);
  return [...planned].map(({ fromOn }) => fromOn).sort()[0] ?? '';
};

/** Whether two absences share a day. */
export const overlaps = (a: Pick<Absence, 'fromOn' | 'untilOn'>, b: Pick<Absence, 'fromOn' | 'untilOn'>): boolean =>
  a.fromOn <= b.untilOn && b.fromOn <= a.untilOn;
