import { describe, expect, it } from '@jest/globals';
import type { FeedActivity } from '@rms/intake';
import { feedRows, type FeedState } from './feed-rows.js';

const now = '2026-03-04T09:14:07.000Z';
const activity = (more: Partial<FeedActivity> = {}): FeedActivity => ({
  feed: 'f',
  lastAt: '2026-03-04T09:00:00.000Z',
  accepted: 10,
  refused: 1,
  outcomes: { applied: 5, ignored: 2, duplicate: 1, superseded: 1, pending: 1 },
  ...more,
});
const feed = (name: string, active: FeedActivity | undefined = activity()): FeedState => ({
  feed: name,
  name,
  sends: 'Results',
  activity: active,
});
const silent: FeedState = { feed: 's', name: 'Silent', sends: 'Results' };
const rowOf = (state: FeedState) => feedRows([state], now)[0]!;
const waiting = (count: number) => activity({ outcomes: { applied: 1, quarantined: count } });

describe('the rows of the feeds page', () => {
  it('put first the feeds that need a person, most waiting messages first, then by name', () => {
    const feeds = [feed('C'), feed('A'), feed('Two wait', waiting(2)), feed('B'), feed('Five wait', waiting(5))];
    expect(feedRows(feeds, now).map((row) => row.name)).toEqual(['Five wait', 'Two wait', 'A', 'B', 'C']);
  });
  it('say that a feed needs a person, works, or has sent nothing yet', () => {
    expect(rowOf(feed('A', waiting(1)))).toMatchObject({ state: 'Needs a person', colour: 'orange', waiting: 1 });
    expect(rowOf(feed('A'))).toMatchObject({ state: 'Working', colour: 'green', waiting: 0 });
    expect(rowOf(silent)).toMatchObject({ state: 'Nothing yet', colour: 'grey', last: 'Never', ago: '' });
    expect(rowOf(feed('A', activity({ lastAt: '' })))).toMatchObject({ state: 'Nothing yet', last: 'Never', ago: '' });
  });
  it('count what became of its messages so that the parts make what was accepted', () => {
    const row = rowOf(feed('A'));
    expect(row).toMatchObject({ accepted: 10, refused: 1, used: 5, ignored: 4, waiting: 0, pending: 1 });
    expect(row.used + row.ignored + row.waiting + row.pending).toBe(row.accepted);
  });
  it('count nothing for a feed that has sent nothing', () => {
    expect(rowOf(silent)).toMatchObject({ accepted: 0, refused: 0, used: 0, ignored: 0, waiting: 0, pending: 0 });
  });
  it.each([
    ['2026-03-04T09:13:30.000Z', 'less than a minute ago'],
    ['2026-03-04T09:13:00.000Z', '1 minute ago'],
    ['2026-03-04T07:14:08.000Z', '119 minutes ago'],
    ['2026-03-04T07:14:07.000Z', '2 hours ago'],
    ['2026-03-03T09:14:07.000Z', '24 hours ago'],
  ])('a last message of %s is %s', (lastAt, ago) => expect(rowOf(feed('A', activity({ lastAt }))).ago).toBe(ago));
  it('say the second of the last message, in London', () => {
    expect(rowOf(feed('A', activity({ lastAt: '2026-07-04T09:00:05.000Z' }))).last).toBe('4 July 2026, 10:00:05');
  });
  it('are none where no feed is agreed', () => {
    expect(feedRows([], now)).toEqual([]);
  });
});
