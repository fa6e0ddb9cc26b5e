import type { LimitInForce, Reading, ReadingContext, SeriesResult } from './reading.js';
import { against, earlierDay, personalOn, risen, shownOnly, underLimit, unreadable } from './measured-value.js';
import type { ConfirmedLimitRule } from './rule-kinds.js';

const firstSays = 'One value does not confirm a recurrence: the rule asks for a repeat.';

/** Reads results in order of their samples, each against the limit in force on its day and the earlier samples. */
export const readByConfirmedLimit = (context: ReadingContext<ConfirmedLimitRule>, inOrder: readonly SeriesResult[]): readonly Reading[] => {
  const { rule } = context;
  const reached: SeriesResult[] = [];
  return inOrder.map((result) => {
    const limit: LimitInForce = personalOn(context, result.sampledOn) ?? { value: rule.limit, unit: rule.unit, source: 'protocol' };
    if (result.status === 'preliminary') return shownOnly(result, context, limit);
    const compared = against(result, limit);
    if (compared.kind === 'unreadable') return unreadable(result, context, { why: compared.why, limit });
    if (compared.kind === 'under') return underLimit(result, context, { limit, because: '' });
    const reading = risen(result, context, { limit, earlier: earlierDay(reached, result), because: '', firstSays });
    reached.push(result);
    return reading;
  });
};
