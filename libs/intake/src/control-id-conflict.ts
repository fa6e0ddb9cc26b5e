import { identifiersOf, routeOf } from '@rms/hl7/pure';
import type { Arrived, IntakeLog } from './intake-log.js';
import type { Problem } from './quarantine/hold-message.js';
import { usableIdentifiers, type Identifier } from './reading/person.reading.js';

/** The usable numbers of a message, from its route and identifiers alone. */
export const numbersIn = ({ bytes, feed }: Pick<Arrived, 'bytes' | 'feed'>): readonly Identifier[] => {
  const route = routeOf(bytes);
  return route.ok ? usableIdentifiers(identifiersOf(bytes, route), feed).identifiers : [];
};
const keyOf = ({ authority, id }: Identifier): string => `${authority}|${id}`;

/**
 * The doubt about a message that came under the control id of another of its type, with other bytes, less than a day ago: where both
 * are about one patient, one of them may be a mistake; else the sender's counter has begun again. `undefined` when there is none, or
 * when a person has asked for it to be read.
 */
export const controlIdConflict = async (
  log: Pick<IntakeLog, 'message'>,
  message: Arrived,
  { trust, by }: { readonly trust: string; readonly by: string | undefined },
): Promise<Problem | undefined> => {
  if (by !== undefined || message.conflictsWith === undefined) return undefined;
  const other = await log.message(message.conflictsWith);
  const own = new Set(numbersIn(message).map(keyOf));
  if (other === undefined || !numbersIn(other).some((number) => own.has(keyOf(number)))) return undefined;
  return {
    rule: 'control-id-conflict',
    trust,
    sentence:
      'Another message of the same kind about the same patient came under the same control id within a day, with other content. One of them may be a mistake.',
  };
};
