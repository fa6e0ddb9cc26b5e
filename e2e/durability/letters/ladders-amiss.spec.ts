import { describe, expect, it } from '@jest/globals';
import { laddersAmiss, type LadderFact } from './ladders-amiss.js';

const stream = 'pathway.follow-up-a0000000-0000-4000-8000-000000000001';
const fact = (type: string, on: string, data: LadderFact['data'] = {}): LadderFact => ({
  stream,
  type,
  recordedAt: `${on}T09:00:00.000Z`,
  data,
});
const step = (name: string, on: string, by: string): LadderFact => fact('LadderStepTaken', on, { test: 'psa-1', step: name, on, by });

const started = fact('FollowUpStarted', '2026-01-02', { tests: [{ test: 'psa-1', overdueAfter: '2026-03-31' }] });
const overdue = fact('TestBecameOverdue', '2026-04-01', { test: 'psa-1' });
const reminder = step('reminder', '2026-04-01', '2026-04-15');
const second = step('second-reminder', '2026-04-15', '2026-04-29');
const telephone = step('telephone', '2026-04-29', '2026-05-13');
const clinician = step('clinician', '2026-05-13', '2026-05-20');
const review = fact('ReviewOpened', '2026-05-13', { about: 'test-missed' });
const whole = [started, overdue, reminder, second, telephone, clinician, review];

describe('ladders that were climbed to their end', () => {
  it('are as they should be when each step was taken once, on its day', () => expect(laddersAmiss(whole)).toEqual([]));

  it.each<[string, readonly LadderFact[], string]>([
    ['never begun', [started], 'nobody noticed its missed test'],
    ['a step missed', [started, overdue, reminder, telephone, clinician, review], 'took overdue, reminder, telephone, clinician'],
    [
      'a step taken twice',
      [started, overdue, reminder, reminder, second, telephone, clinician, review],
      'took overdue, reminder, reminder, second-reminder, telephone, clinician',
    ],
    [
      'two ladders for one sample',
      [...whole.slice(0, 6), { ...overdue, data: { test: 'psa-2' } }],
      'took overdue, reminder, second-reminder, telephone, clinician, overdue',
    ],
    [
      'begun late',
      [started, { ...overdue, recordedAt: '2026-04-02T09:00:00.000Z' }, ...whole.slice(2)],
      'was overdue from 2026-04-01, which was noticed on 2026-04-02',
    ],
    [
      'a step taken late',
      [started, overdue, reminder, second, step('telephone', '2026-05-01', '2026-05-13'), clinician, review],
      'telephone was due on 2026-04-29 and taken on 2026-05-01',
    ],
    ['a clinician asked twice', [...whole, review], 'asked a clinician 2 times'],
    ['a clinician not asked', whole.slice(0, 6), 'asked a clinician 0 times'],
  ])('are found out: %s', (_what, facts, finding) => expect(laddersAmiss(facts)).toContain(`${stream} ${finding}`));
});
