import { describe, expect, it } from '@jest/globals';
import type { Message } from '@rms/messaging/pure';
import type { FollowUpCommand } from '../follow-up/follow-up.facts.js';
import { psa } from '../follow-up/follow-up.fixture.js';
import { followUps, type FollowUpCopy } from '../what-is-known-of-a-patient/follow-ups.projection.js';
import { considerTheResults } from './consider-the-results.policy.js';

const calendar = { today: '2026-03-08', holidays: [] };
const followedBy = (_id: string, more: Partial<FollowUpCopy> = {}): FollowUpCopy => ({
  ...followUps.initial,
  _id,
  trust: 'ZT001',
  published: 1,
  protocol: 'prostate-after-prostatectomy',
  anchorOn: '2025-09-01',
  ...more,
});
const tells = (copies: readonly FollowUpCopy[], ...sampledOn: readonly string[]): readonly string[] => {
  const known = {
    patient: 'p',
    records: ['p', 'q'],
    died: false,
    results: sampledOn.map((on) => psa('0.01', on)),
    appointments: [],
    followUps: copies,
  };
  const told = (command: FollowUpCommand): readonly string[] => (command.type === 'ConsiderResults' ? (command.toldElsewhere ?? []) : []);
  return considerTheResults({} as Message, known, calendar).flatMap((command) => {
    const others = told(command);
    return known.results.filter(({ result }) => !others.includes(result)).map(({ result }) => `${command.followUp} ${result}`);
  });
};

describe('a follow-up that has ended', () => {
  const ended = (_id: string, endedOn: string, endedBecause = 'discharged') => followedBy(_id, { phase: 'ended', endedBecause, endedOn });
  const asked = (...copies: readonly FollowUpCopy[]) => tells(copies, '2026-03-01');
  it('is asked where nobody else follows him by its protocol', () => {
    expect(asked(ended('a', '2026-01-01'))).toEqual(['a r-2026-03-01']);
    expect(asked(ended('a', '2026-01-01'), followedBy('b', { protocol: 'breast' }))).toContain('a r-2026-03-01');
  });
  it('is not asked where he is followed anew, ended later again, died, or was never to be followed', () => {
    expect(asked(ended('a', '2026-01-01'), followedBy('b'))).toEqual(['b r-2026-03-01']);
    expect(asked(ended('a', '2026-01-01'), ended('b', '2026-02-01'))).toEqual(['b r-2026-03-01']);
    for (const because of ['patient-died', 'start-undone', 'followed-under-another-record'])
      expect(asked(ended('a', '2026-01-01', because))).toEqual([]);
  });
});

describe('which of his follow-ups tells him of a result', () => {
  it('is the only one', () => expect(tells([followedBy('a')], '2026-03-01')).toEqual(['a r-2026-03-01']));

  it('is the first of two by the same protocol, since his records were merged', () =>
    expect(tells([followedBy('b'), followedBy('a')], '2026-03-01')).toEqual(['a r-2026-03-01']));

  it('is the one that has told him already, and that of what it has not told the first', () =>
    expect(tells([followedBy('a'), followedBy('b', { told: ['r-2026-03-01'] })], '2026-03-01', '2026-03-05')).toEqual([
      'a r-2026-03-05',
      'b r-2026-03-01',
    ]));

  it('is none of those that go on, where one that has ended told him', () =>
    expect(tells([followedBy('a'), followedBy('b', { phase: 'ended', told: ['r-2026-03-01'] })], '2026-03-01')).toEqual([]));

  it('is not one that began after the sample, or that has ended', () => {
    expect(tells([followedBy('a', { anchorOn: '2026-03-02' }), followedBy('b')], '2026-03-01')).toContain('b r-2026-03-01');
    expect(tells([followedBy('a', { phase: 'ended' }), followedBy('b')], '2026-03-01')).toEqual(['b r-2026-03-01']);
  });

  it('is each by itself where they follow different cancers', () =>
    expect(tells([followedBy('a', { protocol: 'breast' }), followedBy('b')], '2026-03-01')).toEqual(['a r-2026-03-01', 'b r-2026-03-01']));
});
