import { derivedId } from '@rms/event-sourcing';
import { bankHolidays, parseCivilDate, workingDaysBetween, type CivilDate } from '@rms/nhs';
import type { Document } from '@rms/read-models';
import { chanceOf, type Chance } from '@rms/synthetic-region';
import type { OwnersDoors } from '../owners-doors.js';
import type { StaffOfATrust } from '../staff-of-a-trust.js';

const namespace = '3f2a9d0c-5e1b-4a77-8c1d-7a8e5b6c0f03';

/** One line of a worklist, as the training staff see it. */
export interface Item extends Document {
  readonly kind: string;
  readonly about: string;
  readonly settledBy: string;
  readonly seriousness: number;
  readonly openedAt: string;
  readonly followUp?: string;
  readonly banner?: { readonly nhsNumber?: string };
}

/** A working day of the staff of one trust. */
export interface AtWork {
  readonly doors: OwnersDoors;
  readonly trust: string;
  readonly today: CivilDate;
  readonly staff: StaffOfATrust;
  /** The part of them that is there; 1 for all. */
  readonly present: number;
}

/** Whose it is: the same in every telling of the region, which the ids are not. */
export const whoseIs = ({ banner }: Pick<Item, 'banner'>): string => banner?.nhsNumber ?? 'nobody known';

/** What the staff make of something on a day: the same in every telling. */
export const chanceFor = ({ today }: Pick<AtWork, 'today'>, item: Pick<Item, 'kind' | 'openedAt' | 'banner'>): Chance =>
  chanceOf(`${whoseIs(item)} ${item.kind} ${item.openedAt.slice(0, 10)} on ${today}`);

/** The id of what is done about something on a day, so that doing it again changes nothing. */
export const commandOf = ({ today }: Pick<AtWork, 'today'>, what: string, about: string): string =>
  derivedId(namespace, `${what} ${about} on ${today}`);

/** Working days for which something has waited. */
export const waitedDays = (openedAt: string, today: CivilDate): number => {
  const opened = parseCivilDate(openedAt.slice(0, 10));
  return opened === undefined ? 0 : workingDaysBetween(opened, today, bankHolidays);
};
