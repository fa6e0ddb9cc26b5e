import { daysBetween, londonDateOf, parseCivilDate, type Instant } from '@rms/nhs';
import type { ToldEvent } from '@rms/service-kit';
import { capital, date, instant } from '../../words.js';

/** One event of a history as the page shows it: both times, who, and what it follows from. */
export interface EventRow {
  readonly n: number | undefined;
  readonly sentence: string;
  readonly happened: string;
  readonly recorded: string;
  readonly late: string | undefined;
  readonly actor: string;
  readonly role: string;
  readonly at: string;
  readonly cause: string;
  readonly nature: string;
  /** What became of what it rested on. */
  readonly mark: string | undefined;
  /** Where the page that was written then can be opened. */
  readonly page: string | undefined;
}
type NameOf = (actor: string) => string;

const isPerson = ({ actor }: ToldEvent): boolean => actor.startsWith('person:');
const policy = 'policy:';

const happenedOn = ({ occurredOn, occurredAt }: ToldEvent): string =>
  occurredOn ?? (occurredAt === undefined ? '' : londonDateOf(occurredAt as Instant));
const lateWords = (event: ToldEvent): string | undefined => {
  const happened = parseCivilDate(happenedOn(event));
  const days = happened === undefined ? 0 : daysBetween(happened, londonDateOf(event.recordedAt as Instant));
  return days >= 2 ? `${String(days)} days after it happened` : undefined;
};

const roleWords = (event: ToldEvent): string => {
  if (isPerson(event)) return capital(event.role.replaceAll('-', ' '));
  return event.actor.startsWith(policy) ? event.actor.slice(policy.length) : '';
};
const causeWords = (event: ToldEvent, numbers: ReadonlyMap<string, number>): string => {
  if (event.causationId === undefined) return isPerson(event) ? 'A person’s own act' : 'The start';
  const cause = numbers.get(event.causationId);
  return cause === undefined ? 'A message' : `Event ${String(cause)}`;
};

/** Every event, newest first, numbered in the order they were recorded. */
export const eventRows = (
  told: readonly ToldEvent[],
  { nameOf, marks }: { readonly nameOf: NameOf; readonly marks: ReadonlyMap<string, string> },
): readonly EventRow[] => {
  const numbers = new Map(told.map((event, index) => [event.id, index + 1]));
  return told.toReversed().map((event) => ({
    n: numbers.get(event.id),
    sentence: event.sentence,
    happened: event.occurredOn === undefined ? instant(event.occurredAt ?? event.recordedAt) : date(event.occurredOn),
    recorded: instant(event.recordedAt, 'second'),
    late: lateWords(event),
    actor: nameOf(event.actor),
    role: roleWords(event),
    at: event.recordedAt,
    cause: causeWords(event, numbers),
    nature: capital(event.nature),
    mark: marks.get(event.id),
    page: event.page === undefined ? undefined : `/letters/${event.stream.slice(-36)}/pages/${event.page}`,
  }));
};
