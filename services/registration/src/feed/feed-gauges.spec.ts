import { describe, expect, it } from '@jest/globals';
import { dayBefore, feedGauges, type FeedsAtWork } from './feed-gauges.js';

const now = '2026-03-10T09:00:00.000Z';
const gauges = (more: Partial<FeedsAtWork> = {}) =>
  Object.fromEntries(
    feedGauges({
      feeds: [{ feed: 'lab' }, { feed: 'new' }],
      activity: [
        { feed: 'lab', lastAt: '2026-03-10T08:00:00.000Z', accepted: 3, refused: 0, outcomes: { applied: 1, pending: 2, quarantined: 1 } },
        { feed: 'gone', lastAt: '', accepted: 0, refused: 2, outcomes: {} },
      ],
      now,
      ...more,
    }).map(({ name, values }) => [name, values]),
  );

describe('the numbers of the door', () => {
  it('say for how long each feed has been silent', () =>
    expect(gauges()['rms_feed_silence_seconds']).toEqual([{ labels: { feed: 'lab' }, value: 3600 }]));
  it('count the feeds from which nothing ever came', () => expect(gauges()['rms_feeds_never_heard']).toEqual([{ value: 1 }]));
  it('count what has not been read, and what waits for a person', () => {
    expect(gauges()['rms_intake_unread']).toEqual([
      { labels: { feed: 'lab' }, value: 2 },
      { labels: { feed: 'gone' }, value: 0 },
    ]);
    expect(gauges()['rms_intake_quarantined']).toContainEqual({ labels: { feed: 'lab' }, value: 1 });
  });
  it('never fall below nothing when the clock was put back', () =>
    expect(gauges({ now: '2026-03-10T07:00:00.000Z' })['rms_feed_silence_seconds']).toEqual([{ labels: { feed: 'lab' }, value: 0 }]));
  it('look a day back', () => expect(dayBefore(now)).toBe('2026-03-09T09:00:00.000Z'));
});
