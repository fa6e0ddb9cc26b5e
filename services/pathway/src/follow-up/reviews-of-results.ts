import { derivedId } from '@rms/event-sourcing/pure';
import { addWorkingDays, present, showDateText } from '@rms/nhs';
import type { Reading } from '@rms/protocols';
import type { FollowUpEvent, ReadingWithdrawal, ResultOnRecord } from './follow-up.facts.js';
import { rawOf, type OpenReview, type Started } from './follow-up.state.js';
import { isHeld } from './follow-up.schedule.js';
import { isToBeClosed } from './ladder.dates.js';
import { civil } from './civil.js';
import type { About, Recording } from './recording.js';

const sinceDecision = 'What this says has changed since a decision was made on it.';

const reviewFor = (recording: Recording, result: string): OpenReview | undefined =>
  Object.values(recording.state.reviews).find((review) => review.result === result && review.about !== 'two-follow-ups');

/** The id of a review that is about to be opened: another one each time, the same when the same is decided again. */
export const reviewId = (recording: Recording, followUp: string, subject: string): string =>
  derivedId(followUp, `review ${subject} ${String(recording.state.reviewsOpened)}`);

/** What becomes of a decision on a result that now reads so: it stands, or is asked again; nothing where none was made. */
export const decisionOn = (
  { decided }: Pick<Started, 'decided'>,
  { result, reading }: Pick<Reading, 'result' | 'reading'>,
  raw: string,
): 'stands' | 'asked-again' | undefined => {
  const decision = decided[result];
  if (decision === undefined) return undefined;
  const isAbout = reading === 'shown-only' || (decision.reading === reading && decision.raw === raw);
  return isAbout ? 'stands' : 'asked-again';
};
/** Does the reading, or the value under it, differ from what a clinician decided on? */
const differsFromDecision = ({ state }: Recording, reading: Reading): boolean =>
  decisionOn(state, reading, rawOf(state.results[reading.result])) === 'asked-again';

type Asks = NonNullable<Reading['asks']>;

// A repeat that should have been taken already is proposed for today.
const proposalOf = ({ repeatBy }: Asks, today: string): { readonly kind: 'repeat'; readonly by: string } | undefined =>
  repeatBy === undefined ? undefined : { kind: 'repeat', by: repeatBy < today ? today : repeatBy };

// A word changed by the laboratory does not begin a clinician's time anew.
const dateBy = ({ calendar }: About, workingDays: number, before: OpenReview | undefined): string => {
  const anew = addWorkingDays(civil(calendar.today), workingDays, new Set(calendar.holidays));
  return before !== undefined && before.reviewBy < anew ? before.reviewBy : anew;
};

const openReview = (
  recording: Recording,
  about: About,
  { reading, before }: { readonly reading: Reading; readonly before: OpenReview | undefined },
): void => {
  const { followUp, calendar } = about;
  const changed = differsFromDecision(recording, reading);
  const asks: Asks = reading.asks ?? { seriousness: 3, reviewWithinWorkingDays: 2 };
  recording.add({
    type: 'ReviewOpened',
    review: reviewId(recording, followUp, reading.result),
    about: changed ? 'changed-after-decision' : 'result',
    result: reading.result,
    reading: reading.reading,
    sentence: changed ? `${sinceDecision} ${reading.sentence}` : reading.sentence,
    seriousness: asks.seriousness,
    reviewBy: dateBy(about, asks.reviewWithinWorkingDays, before),
    team: recording.state.team,
    ...present({ proposes: proposalOf(asks, calendar.today) }),
  });
};

const mustLook = (recording: Recording, reading: Reading): boolean =>
  reading.result in recording.state.decided ? differsFromDecision(recording, reading) : reading.asks !== undefined;

/** Opens, restates or withdraws the review of one result so that it says what its reading says now. */
export const reviewAccordingly = (recording: Recording, about: About, reading: Reading): void => {
  const current = reviewFor(recording, reading.result);
  if (current?.sentence.endsWith(reading.sentence)) return;
  if (current !== undefined) recording.add({ type: 'ReviewWithdrawn', review: current.review, because: 'corrected' });
  if (mustLook(recording, reading)) openReview(recording, about, { reading, before: current });
};

const goneWords: Readonly<Partial<Record<ReadingWithdrawal, string>>> = {
  'another-patient': 'A result that a decision rested on belongs to another patient.',
  'before-follow-up':
    'The laboratory corrected when the sample of a result was taken that a decision rested on: it was before the day that this follow-up is counted from.',
};

/** Takes a reading back because its result is gone; what a clinician decided on it is put before a clinician again. */
export const withdraw = (
  recording: Recording,
  { followUp, calendar }: About,
  item: Extract<ResultOnRecord, { readonly gone: unknown }>,
): void => {
  if (!recording.state.results[item.result]?.counts) return;
  const open = reviewFor(recording, item.result);
  recording.add({ type: 'ReadingWithdrawn', result: item.result, version: item.version, because: item.gone });
  if (open !== undefined)
    recording.add({
      type: 'ReviewWithdrawn',
      review: open.review,
      because: item.gone === 'another-patient' ? 'another-patient' : 'withdrawn',
    });
  if (!(item.result in recording.state.decided)) return;
  recording.add({
    type: 'ReviewOpened',
    review: reviewId(recording, followUp, item.result),
    about: 'changed-after-decision',
    result: item.result,
    seriousness: 2,
    sentence: `${goneWords[item.gone] ?? 'The laboratory took back a result that a decision rested on.'} Its test is due again.`,
    reviewBy: addWorkingDays(civil(calendar.today), 2, new Set(calendar.holidays)),
    team: recording.state.team,
  });
};

const endWords = ({ protocol, tests, closesOn = '', anchorOn }: Recording['state'], isClosing: boolean): string => {
  const by = `${protocol.title}, version ${String(protocol.version)}`;
  if (!isClosing) return `Every test of ${by}, has been done and no other date is set.`;
  const done = tests.length === 0 ? 'No test was asked for' : 'No test is still to come';
  return `Follow-up by ${by}, counted from ${showDateText(anchorOn)}, came to its planned end on ${showDateText(closesOn)}. ${done}.`;
};

/**
 * When the last test is done and nothing else is to come, or the day for it has come, somebody must decide how it ends: never
 * silence. Asking again once it has been asked adds nothing, so whoever notices that the day has come may ask at any time.
 */
export const askWhenNothingIsDue = (recording: Recording, { followUp, calendar }: About): void => {
  const isClosing = isToBeClosed(recording.state, calendar.today);
  if (isHeld(recording.state) && !isClosing) return;
  const isRepeatable = recording.state.tests.length > 0;
  recording.add({
    type: 'ReviewOpened',
    review: reviewId(recording, followUp, 'schedule complete'),
    about: 'schedule-complete',
    seriousness: 5,
    sentence: `${endWords(recording.state, isClosing)} Decide whether follow-up ends or ${isRepeatable ? 'another test is needed' : 'the patient is to be seen'}.`,
    reviewBy: addWorkingDays(civil(calendar.today), 10, new Set(calendar.holidays)),
    team: recording.state.team,
  });
};

/** A patient who was said to be dead and is not: a clinician decides again about what only the death had stopped. */
export const askAboutWhatStopped = (recording: Recording, { followUp, calendar }: About, stopped: readonly string[]): void => {
  if (stopped.length === 0) return;
  recording.add({
    type: 'ReviewOpened',
    review: reviewId(recording, followUp, 'death withdrawn'),
    about: 'changed-after-decision',
    seriousness: 2,
    sentence: `The patient’s death had been recorded and has been withdrawn. It had stopped what was open, and somebody must decide again. ${stopped.join(' ')}`,
    reviewBy: addWorkingDays(civil(calendar.today), 2, new Set(calendar.holidays)),
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

/** Records were merged and both are in follow-up: a clinician decides whether this one is needed besides the other. */
export const askWhichOfTwo = (recording: Recording, { followUp, calendar }: About, subject: string): void => {
  recording.add({
    type: 'ReviewOpened',
    review: derivedId(followUp, subject),
    about: 'two-follow-ups',
    seriousness: 3,
    sentence:
      'Two records of this patient were merged and both are in follow-up. Both go on until a clinician decides whether this one is needed.',
    reviewBy: addWorkingDays(civil(calendar.today), 5, new Set(calendar.holidays)),
    team: recording.state.team,
  });
};
