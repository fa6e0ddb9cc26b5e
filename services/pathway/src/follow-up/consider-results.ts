import { countsAsDone, isReassuring, isWorrying, type Limit, type ReadingName } from '@rms/contracts';
import { addDays, present } from '@rms/nhs';
import { fulfilments, readResults, ruleFor, sideOf, type Reading } from '@rms/protocols';
import { settleWhatIsDone } from './climb-the-ladder.js';
import type { ConsideredResult, ResultOnRecord } from './follow-up.facts.js';
import { rawOfValue, type Known, type Started } from './follow-up.state.js';
import { civil } from './civil.js';
import type { About, Recording } from './recording.js';
import { askWhenNothingIsDue, decisionOn, reviewAccordingly, withdraw } from './reviews-of-results.js';

// A result from before the start can be years old and was told long ago: a letter about it would alarm.
const newsForDays = 35;
/** Is a result to be told: of a sample taken since he was told that each is, however late it comes; of an older one while it is news. */
const isNews = ({ sampledOn }: ConsideredResult, { startedOn }: Started, today: string): boolean =>
  (startedOn !== undefined && sampledOn >= startedOn) || addDays(civil(sampledOn), newsForDays) >= today;
const versionOf = (known: Known | undefined): number => (known === undefined ? 0 : known.counts ? known.considered.version : known.version);
const limitOf = ({ limit }: Reading, { personalLimit }: Started): { readonly limit?: Limit } => {
  if (limit === undefined) return {};
  if (limit.source === 'personal' && personalLimit !== undefined) return { limit: personalLimit };
  const { value, unit, nadir } = limit;
  return { limit: { value, unit, source: 'protocol', ...present({ nadir }) } };
};

/** What is known after the newest of both: a result that is absent from what is on record now is only not mentioned, never gone. */
const merged = (
  state: Started,
  onRecord: readonly ResultOnRecord[],
): ReadonlyMap<string, ConsideredResult | Extract<ResultOnRecord, { readonly gone: unknown }>> => {
  const newest = new Map<string, ConsideredResult | Extract<ResultOnRecord, { readonly gone: unknown }>>();
  for (const [result, known] of Object.entries(state.results))
    newest.set(result, known.counts ? known.considered : { result, version: known.version, gone: known.because });
  for (const item of onRecord)
    if (item.version > versionOf(state.results[item.result])) {
      if (isOurs(state, item)) newest.set(item.result, item);
      else if (isTooEarlyNow(state, item))
        newest.set(item.result, { result: item.result, version: item.version, gone: 'before-follow-up' });
    }
  return newest;
};
// Its sample time was corrected: it says nothing of the time since treatment, and no test is done by it.
const isTooEarlyNow = (state: Started, item: ResultOnRecord): boolean =>
  !('gone' in item) && item.sampledOn <= state.anchorOn && state.results[item.result]?.counts === true;
const isOurs = (state: Started, item: ResultOnRecord): boolean =>
  'gone' in item
    ? state.results[item.result] !== undefined
    : item.sampledOn > state.anchorOn && ruleFor(state.protocol, item.analyte) !== undefined;

const readingsOf = ({ protocol, anchorOn, answers, personalLimit }: Started, items: readonly ConsideredResult[]): readonly Reading[] =>
  readResults(
    protocol,
    { anchorOn: civil(anchorOn), answers, personal: personalLimit },
    items.map(({ result, analyte, sampledOn, status, value }) => ({ result, analyte, sampledOn: civil(sampledOn), status, value })),
  );

/** Everything on record of a follow-up, and how it reads. */
interface OnRecord {
  readonly items: readonly ConsideredResult[];
  readonly readings: readonly Reading[];
  readonly today: string;
  readonly toldElsewhere: readonly string[];
}
// Good news of a sample is none beside one of the same day or later that is bad, in whichever order the two came.
const isOvertaken = ({ result: own, sampledOn }: ConsideredResult, { items, readings }: OnRecord): boolean =>
  readings.some(
    ({ result, reading }) =>
      isWorrying(reading) && items.some((other) => other.result === result && result !== own && other.sampledOn >= sampledOn),
  );
const letterBy = (
  state: Started,
  { item, reading }: { readonly item: ConsideredResult; readonly reading: ReadingName },
  onRecord: OnRecord,
): { readonly letterBy?: string } => {
  const { today, toldElsewhere } = onRecord;
  const rule = ruleFor(state.protocol, item.analyte);
  const isNobodysYet = state.decided[item.result] === undefined && !toldElsewhere.includes(item.result);
  const isToBeTold = isReassuring(reading) && isNobodysYet && !isOvertaken(item, onRecord);
  return isToBeTold && rule !== undefined && isNews(item, state, today) ? { letterBy: addDays(civil(today), rule.letterWithinDays) } : {};
};

const ruleWords = (state: Started, analyte: string): { readonly rule: string; readonly source: string; readonly testName?: string } => {
  const rule = ruleFor(state.protocol, analyte);
  return { rule: rule?.name ?? '', source: rule?.source.from ?? '', ...present({ testName: rule?.shortName }) };
};

const hasChanged = (known: Known | undefined, item: ConsideredResult, reading: Reading): boolean =>
  !known?.counts || known.considered.version !== item.version || known.reading !== reading.reading || known.sentence !== reading.sentence;

const isOfAnotherDay = (known: Known | undefined, { sampledOn }: ConsideredResult): boolean =>
  known?.counts === true && known.considered.sampledOn !== sampledOn;

const settleTests = (recording: Recording, { calendar, moved }: About & { readonly moved: ReadonlySet<string> }): void => {
  const { state } = recording;
  const counting = Object.values(state.results).flatMap((known) => (known.counts && countsAsDone(known.reading) ? [known.considered] : []));
  const kinds = new Map(state.protocol.tests.map((test) => [test.analyte, test.kind]));
  const now = fulfilments(
    state.tests,
    counting.map(({ result, analyte, sampledOn, value }) => ({ result, kind: kinds.get(analyte) ?? '', sampledOn, side: sideOf(value) })),
  );
  for (const test of state.tests) {
    const [before, after] = [state.done[test.test], now.get(test.test)];
    if (before !== undefined && after === undefined) recording.add({ type: 'TestReopened', test: test.test, on: calendar.today });
    if (after !== undefined && (after !== before || moved.has(after)))
      recording.add({ type: 'TestFulfilled', test: test.test, result: after, on: dayOf(after, counting) });
  }
};
const dayOf = (result: string, counting: readonly ConsideredResult[]): string =>
  counting.find((item) => item.result === result)?.sampledOn ?? '';

/** Brings readings, tests and reviews into agreement with what is on record now. A pure function of the set of results. */
export const considerResults = (
  recording: Recording,
  onRecord: readonly ResultOnRecord[],
  { toldElsewhere = [], ...about }: About & { readonly toldElsewhere?: readonly string[] },
): void => {
  const newest = merged(recording.state, onRecord);
  for (const item of newest.values()) if ('gone' in item) withdraw(recording, about, item);
  const items = [...newest.values()].filter((item): item is ConsideredResult => !('gone' in item));
  const readings = readingsOf(recording.state, items);
  const moved = new Set(items.filter((item) => isOfAnotherDay(recording.state.results[item.result], item)).map(({ result }) => result));
  for (const reading of readings) {
    const item = items.find((each) => each.result === reading.result);
    if (item === undefined) continue;
    if (hasChanged(recording.state.results[item.result], item, reading)) {
      recording.add({
        type: 'ResultInterpreted',
        considered: item,
        reading: reading.reading,
        sentence: reading.sentence,
        ...limitOf(reading, recording.state),
        ...ruleWords(recording.state, item.analyte),
        ...letterBy(recording.state, { item, reading: reading.reading }, { items, readings, today: about.calendar.today, toldElsewhere }),
        ...present({ decision: decisionOn(recording.state, reading, rawOfValue(item.value)) }),
      });
    }
    reviewAccordingly(recording, about, reading);
  }
  settleTests(recording, { ...about, moved });
  settleWhatIsDone(recording);
  askWhenNothingIsDue(recording, about);
};
