import type { FeedActivity } from '@rms/intake';
import { millisOf, parseInstant } from '@rms/nhs';
import { counted, instant } from '../../words.js';

/** A sender as its owner tells of it; `activity` is absent when it has not sent anything yet. */
export interface FeedState {
  readonly feed: string;
  readonly name: string;
  readonly sends: string;
  readonly activity?: FeedActivity;
}
export interface FeedRow {
  readonly name: string;
  readonly sends: string;
  readonly state: string;
  readonly colour: string;
  readonly last: string;
  readonly ago: string;
  readonly accepted: number;
  readonly refused: number;
  readonly used: number;
  readonly waiting: number;
  readonly pending: number;
  readonly ignored: number;
}

const agoWords = (last: string, now: string): string => {
  const [from, to] = [parseInstant(last), parseInstant(now)];
  if (from === undefined || to === undefined) return '';
  const minutes = Math.floor((millisOf(to) - millisOf(from)) / 60_000);
  if (minutes < 1) return 'less than a minute ago';
  return minutes < 120 ? `${counted(minutes, 'minute')} ago` : `${counted(Math.floor(minutes / 60), 'hour')} ago`;
};

const outcomesOf = ({ outcomes }: FeedActivity): Pick<FeedRow, 'used' | 'ignored' | 'waiting' | 'pending'> => {
  const count = (...kinds: readonly (keyof FeedActivity['outcomes'])[]): number =>
    kinds.reduce((sum, kind) => sum + (outcomes[kind] ?? 0), 0);
  return {
    used: count('applied'),
    ignored: count('ignored', 'duplicate', 'superseded'),
    waiting: count('quarantined'),
    pending: count('pending'),
  };
};

const silent = { feed: '', lastAt: '', accepted: 0, refused: 0, outcomes: {} } satisfies FeedActivity;
const heardOf = ({ lastAt }: FeedActivity, waiting: number, now: string): Pick<FeedRow, 'state' | 'colour' | 'last' | 'ago'> => {
  if (lastAt === '') return { state: 'Nothing yet', colour: 'grey', last: 'Never', ago: '' };
  const heard = { last: instant(lastAt, 'second'), ago: agoWords(lastAt, now) };
  return waiting > 0 ? { state: 'Needs a person', colour: 'orange', ...heard } : { state: 'Working', colour: 'green', ...heard };
};

const rowOf = ({ name, sends, activity = silent }: FeedState, now: string): FeedRow => {
  const outcomes = outcomesOf(activity);
  const { accepted, refused } = activity;
  return { name, sends, ...heardOf(activity, outcomes.waiting, now), accepted, refused, ...outcomes };
};

/** One row a feed, those that need a person first. */
export const feedRows = (feeds: readonly FeedState[], now: string): readonly FeedRow[] =>
  feeds.map((feed) => rowOf(feed, now)).sort((a, b) => b.waiting - a.waiting || (a.name < b.name ? -1 : 1));
