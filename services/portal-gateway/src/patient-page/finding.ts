import type { ReadingName } from '@rms/contracts';
import { doublingTime, type Protocol } from '@rms/protocols';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import { capital } from '../words.js';
import type { ResultRow } from './result-rows.js';

type Point = ResultRow & { readonly plotted: number };
interface Told {
  /** What the protocol calls the test, as it stands inside a sentence. */
  readonly name: string;
  readonly whose: string;
}
const findings: Readonly<Record<ReadingName, (told: Told) => string>> = {
  'under-limit': ({ name, whose }) => `${capital(name)} is under ${whose} limit`,
  'unconfirmed-rise': ({ name, whose }) => `${capital(name)} has reached ${whose} limit, not yet confirmed`,
  'biochemical-recurrence-suspected': ({ name, whose }) => `${capital(name)} is at or over ${whose} limit for the second time`,
  'no-nadir-yet': ({ name }) => `There is no lowest ${name} yet to count a limit from`,
  'report-reassuring': ({ name }) => `The last ${name} is reassuring`,
  'report-needs-action': ({ name }) => `The last ${name} asks for action`,
  'cannot-be-interpreted': ({ name }) => `The last ${name} cannot be interpreted`,
  'shown-only': ({ name }) => `The last ${name} is preliminary`,
};

const isPoint = (row: ResultRow): row is Point => row.plotted !== undefined;

const isRising = (rows: readonly ResultRow[]): boolean => {
  const [previous, last] = rows
    .filter(isPoint)
    .filter((row) => !row.censored)
    .slice(-2);
  return previous !== undefined && last !== undefined && last.plotted > previous.plotted;
};

/** What the last result means, as the heading over the results. */
export const findingOf = (rows: readonly ResultRow[], followUp: FollowUpCopy, told: Told): string => {
  const latest = rows.at(-1);
  if (latest === undefined) return `No ${told.name} result yet`;
  const reading = followUp.readings[latest.result]?.reading;
  if (reading === undefined) return `The last ${told.name} has not been read`;
  const words = findings[reading](told);
  return reading === 'biochemical-recurrence-suspected' && isRising(rows) ? `${words} and rising` : words;
};

/** How long the value takes to double, in months with its interval, or why that cannot be said; '' where the protocol asks for none. */
export const doublingWords = (rows: readonly ResultRow[], protocol: Protocol | undefined, analyte: string): string => {
  if (protocol?.doublingTime?.analyte !== analyte) return '';
  const values = rows
    .filter(isPoint)
    .filter((row) => row.status !== 'preliminary')
    .map((row) => ({ on: row.sampledOn, value: row.plotted, censored: row.censored }));
  const doubled = doublingTime(values, protocol.doublingTime);
  if (!doubled.calculable) return `Doubling time is not calculable: ${doubled.why}.`;
  const range = `${doubled.low.toFixed(1)} ${doubled.high === undefined ? 'or more' : `to ${doubled.high.toFixed(1)}`}`;
  return `Doubling time ${doubled.months.toFixed(1)} months (95% interval ${range}), from ${String(doubled.values)} results over ${String(doubled.days)} days${protocol.doublingTime.from === undefined ? '' : ' since the lowest value'}.${doubled.values < 4 ? ' Only 3 values: treat as a guide.' : ''}`;
};
