import type { Limit, ReadingName } from '@rms/contracts';
import { derivedId } from '@rms/event-sourcing';
import { addDays, addWorkingDays, parseCivilDate, type CivilDate } from '@rms/nhs';
import { fulfilments, readSeries, ruleFor, type Reading, type SeriesResult } from '@rms/protocols';
import type { Calendar, ConsideredResult, FollowUpEvent, ResultOnRecord } from './follow-up.facts.js';
import { evolveFollowUp, type Known, type Started } from './follow-up.state.js';
import { isHeld } from './follow-up.schedule.js';

export const civil = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is not a civil date`);
  return date;
};

/** Works through a list of facts as they are decided, so that each next question sees the state after them. */
export class Recording {
  readonly events: FollowUpEvent[] = [];
  constructor(public state: Started) {}
  add(...events: readonly FollowUpEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      this.state = evolveFollowUp(this.state, event) as Started;
    }
  }
}

export interface About {
  readonly followUp: string;
  readonly calendar: Calendar;
}
// A result found on record at the start can be years old and was told long ago: a letter about it would alarm.
const newsForDays = 35;
const sinceDecision = 'What this says has changed since a decision was made on it.';

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
        ...(state.personalLimit === undefined ? {} : { personal: state.personalLimit }),
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

const reviewFor = (recording: Recording, result: string): string | undefined =>
  Object.values(recording.state.reviews).find((review) => review.result === result && review.about !== 'two-follow-ups')?.review;

const reviewId = (recording: Recording, followUp: string, subject: string): string =>
  derivedId(followUp, `review ${subject} ${String(recording.state.reviewsOpened)}`);

const rawOf = (recording: Recording, result: string): string => {
  const known = recording.state.results[result];
  return known?.counts ? known.considered.value.raw : '';
};

/** Does the reading, or the value under it, differ from what a clinician decided on? */
const differsFromDecision = (recording: Recording, reading: Reading): boolean => {
  const decided = recording.state.decided[reading.result];
  if (decided === undefined || reading.reading === 'shown-only') return false;
  return decided.reading !== reading.reading || decided.raw !== rawOf(recording, reading.result);
};

const openReview = (recording: Recording, { followUp, calendar }: About, reading: Reading): void => {
  const changed = differsFromDecision(recording, reading);
  const asks = reading.asks ?? { seriousness: 3, reviewWithinWorkingDays: 2 };
  recording.add({
    type: 'ReviewOpened',
    review: reviewId(recording, followUp, reading.result),
    about: changed ? 'changed-after-decision' : 'result',
    result: reading.result,
    reading: reading.reading,
    sentence: changed ? `${sinceDecision} ${reading.sentence}` : reading.sentence,
    seriousness: asks.seriousness,
    reviewBy: addWorkingDays(civil(calendar.today), asks.reviewWithinWorkingDays, new Set(calendar.holidays)),
    team: recording.state.team,
    ...('repeatBy' in asks && asks.repeatBy !== undefined
      ? { proposes: { kind: 'repeat', by: asks.repeatBy < calendar.today ? calendar.today : asks.repeatBy } }
      : {}),
  });
};

/** Opens, restates or withdraws the review of one result so that it says what its reading says now. */
const reviewAccordingly = (recording: Recording, about: About, reading: Reading): void => {
  const open = reviewFor(recording, reading.result);
  const current = open === undefined ? undefined : recording.state.reviews[open];
  if (current?.sentence.endsWith(reading.sentence)) return;
  if (current !== undefined) recording.add({ type: 'ReviewWithdrawn', review: current.review, because: 'corrected' });
  const decided = recording.state.decided[reading.result] !== undefined;
  if (decided ? differsFromDecision(recording, reading) : reading.asks !== undefined) openReview(recording, about, reading);
};

const withdraw = (recording: Recording, { followUp, calendar }: About, item: Extract<ResultOnRecord, { readonly gone: unknown }>): void => {
  if (!recording.state.results[item.result]?.counts) return;
  const open = reviewFor(recording, item.result);
  recording.add({ type: 'ReadingWithdrawn', result: item.result, version: item.version, because: item.gone });
  if (open !== undefined)
    recording.add({ type: 'ReviewWithdrawn', review: open, because: item.gone === 'another-patient' ? 'another-patient' : 'withdrawn' });
  if (recording.state.decided[item.result] === undefined) return;
  recording.add({
    type: 'ReviewOpened',
    review: reviewId(recording, followUp, item.result),
    about: 'changed-after-decision',
    result: item.result,
    seriousness: 2,
    sentence:
      item.gone === 'another-patient'
        ? 'A result that a decision rested on belongs to another patient. Its test is due again.'
        : 'The laboratory took back a result that a decision rested on. Its test is due again.',
    reviewBy: addWorkingDays(civil(calendar.today), 2, new Set(calendar.holidays)),
    team: recording.state.team,
  });
};

const settleTests = (recording: Recording): void => {
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
    if (before !== undefined && after === undefined) recording.add({ type: 'TestReopened', test: test.test });
    if (after !== undefined && after !== before)
      recording.add({
        type: 'TestFulfilled',
        test: test.test,
        result: after,
        on: counting.find((item) => item.result === after)?.sampledOn ?? '',
      });
  }
};

/** When the last test is done and nothing else is to come, somebody must decide how it ends: never silence. */
export const askWhenNothingIsDue = (recording: Recording, followUp: string, calendar: Calendar): void => {
  if (isHeld(recording.state)) return;
  recording.add({
    type: 'ReviewOpened',
    review: reviewId(recording, followUp, 'schedule complete'),
    about: 'schedule-complete',
    seriousness: 5,
    sentence: `Every test of ${recording.state.protocol.title}, version ${String(recording.state.protocol.version)}, has been done and no other date is set. Decide whether follow-up ends or another test is needed.`,
    reviewBy: addWorkingDays(civil(calendar.today), 10, new Set(calendar.holidays)),
    team: recording.state.team,
  });
};

/** Closes whatever is open: at an ending nothing may be left that nobody will settle. */
export const withdrawAll = (
  recording: Recording,
  because: Extract<FollowUpEvent, { readonly type: 'ReviewWithdrawn' }>['because'],
): void => {
  for (const review of Object.keys(recording.state.reviews)) recording.add({ type: 'ReviewWithdrawn', review, because });
  for (const recall of Object.keys(recording.state.recalls))
    recording.add({ type: 'RecallSettled', recall, outcome: 'not-needed', note: 'Follow-up ended.' });
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
  settleTests(recording);
  askWhenNothingIsDue(recording, about.followUp, about.calendar);
};
