import type { Limit, ReadingName } from '@rms/contracts';
import { addDays, present } from '@rms/nhs';
import { fulfilments, readSeries, ruleFor, type Reading, type SeriesResult } from '@rms/protocols';
import { settleWhatIsDone } from './climb-the-ladder.js';
import type { ConsideredResult, ResultOnRecord } from './follow-up.facts.js';
import type { Known, Started } from './follow-up.state.js';
import { civil } from './civil.js';
import type { About, Recording } from './recording.js';
import { askWhenNothingIsDue, reviewAccordingly, withdraw } from './reviews-of-results.js';

// A result found on record at the start can be years old and was told long ago: a letter about it would alarm.
const newsForDays = 35;
const versionOf = (known: Known | undefined): number => (known === undefined ? 0 : known.counts ? known.considered.version : known.version);
const limitOf = (limit: Reading['limit'], state: Started): Limit =>
  limit.source === 'personal' && state.personalLimit !== undefined
    ? state.personalLimit
    : { value: limit.value, unit: limit.unit, source: 'protocol' };

/** What is known after the newest of both: a result that is absent from what is on record now is only not mentioned, never gone. */
const merged = (
  state: Started,
  onRecord: readonly ResultOnRecord[],
): ReadonlyMap<string, ConsideredResult | Extract<ResultOnRecord, { readonly gone: unknown }>> => {
  const newest = new Map<string, ConsideredResult | Extract<ResultOnRecord, { readonly gone: unknown }>>();
  for (const [result, known] of Object.entries(state.results))
    newest.set(result, known.counts ? known.considered : { result, version: known.version, gone: known.because });
  for (const item of onRecord)
    if (item.version > versionOf(state.results[item.result]) && isOurs(state, item)) newest.set(item.result, item);
  return newest;
};
const isOurs = (state: Started, item: ResultOnRecord): boolean =>
  'gone' in item
    ? state.results[item.result] !== undefined
    : item.sampledOn > state.anchorOn && ruleFor(state.protocol, item.analyte) !== undefined;

const asSeries = (item: ConsideredResult): SeriesResult => ({
  result: item.result,
  sampledOn: civil(item.sampledOn),
  status: item.status,
  value: item.value,
});

const readingsOf = (state: Started, items: readonly ConsideredResult[]): readonly Reading[] =>
  state.protocol.rules.flatMap((rule) =>
    readSeries(
      {
        rule,
        protocolTitle: state.protocol.title,
        protocolVersion: state.protocol.version,
        ...present({ personal: state.personalLimit }),
      },
      items.filter((item) => item.analyte === rule.analyte).map(asSeries),
    ),
  );

const letterBy = (
  state: Started,
  reading: ReadingName,
  { item, today }: { readonly item: ConsideredResult; readonly today: string },
): { readonly letterBy?: string } => {
  const rule = ruleFor(state.protocol, item.analyte);
  const isNews = addDays(civil(item.sampledOn), newsForDays) >= today;
  return reading === 'under-limit' && rule !== undefined && isNews ? { letterBy: addDays(civil(today), rule.letterWithinDays) } : {};
};

const ruleWords = (state: Started, analyte: string): { readonly rule: string; readonly source: string } => {
  const rule = ruleFor(state.protocol, analyte);
  return { rule: rule?.name ?? '', source: rule?.source.from ?? '' };
};

const hasChanged = (known: Known | undefined, item: ConsideredResult, reading: Reading): boolean =>
  !known?.counts || known.considered.version !== item.version || known.reading !== reading.reading || known.sentence !== reading.sentence;

const settleTests = (recording: Recording, { calendar }: About): void => {
  const { state } = recording;
  const counting = Object.values(state.results).flatMap((known) =>
    known.counts && ['under-limit', 'unconfirmed-rise', 'biochemical-recurrence-suspected'].includes(known.reading)
      ? [known.considered]
      : [],
  );
  const kinds = new Map(state.protocol.tests.map((test) => [test.analyte, test.kind]));
  const now = fulfilments(
    state.tests,
    counting.map((item) => ({ result: item.result, kind: kinds.get(item.analyte) ?? '', sampledOn: item.sampledOn })),
  );
  for (const test of state.tests) {
    const [before, after] = [state.done[test.test], now.get(test.test)];
    if (before !== undefined && after === undefined) recording.add({ type: 'TestReopened', test: test.test, on: calendar.today });
    if (after !== undefined && after !== before)
      recording.add({
        type: 'TestFulfilled',
        test: test.test,
        result: after,
        on: counting.find((item) => item.result === after)?.sampledOn ?? '',
      });
  }
};

/** Brings readings, tests and reviews into agreement with what is on record now. A pure function of the set of results. */
export const considerResults = (recording: Recording, onRecord: readonly ResultOnRecord[], about: About): void => {
  const newest = merged(recording.state, onRecord);
  for (const item of newest.values()) if ('gone' in item) withdraw(recording, about, item);
  const items = [...newest.values()].filter((item): item is ConsideredResult => !('gone' in item));
  const readings = readingsOf(recording.state, items);
  for (const reading of readings) {
    const item = items.find((each) => each.result === reading.result);
    if (item === undefined) continue;
    if (hasChanged(recording.state.results[item.result], item, reading)) {
      recording.add({
        type: 'ResultInterpreted',
        considered: item,
        reading: reading.reading,
        sentence: reading.sentence,
        limit: limitOf(reading.limit, recording.state),
        ...ruleWords(recording.state, item.analyte),
        ...letterBy(recording.state, reading.reading, { item, today: about.calendar.today }),
      });
    }
    reviewAccordingly(recording, about, reading);
  }
  settleTests(recording, about);
  settleWhatIsDone(recording);
  askWhenNothingIsDue(recording, about);
};
