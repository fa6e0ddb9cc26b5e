import { describe, expect, it } from '@jest/globals';
import type { EventLine } from '../durability/findings.js';
import { faultTable } from './fault-table.js';
import { followUpsAmiss, isDoubled, tasksAmiss } from './judged.js';

const patient = '0f6a6c3e-52b5-4b6c-9d57-0a0f5b1c2d3e';
const line = (stream: string, type: string, data: EventLine['data'], revision = 0): EventLine => ({ stream, revision, type, data });
const registered = line(`registration.patient-${patient}`, 'PatientRegistered', { demographics: { nhsNumber: '9990000018' } });
const started = (n: number): EventLine => line(`pathway.follow-up-${String(n)}`, 'FollowUpStarted', { patient });

describe('what is held against what the staff know to be done', () => {
  it('finds a follow-up that is missing, and one that was started twice', () => {
    expect(followUpsAmiss(['9990000018'], [registered, started(1)])).toEqual([]);
    expect(followUpsAmiss(['9990000018'], [registered])).toEqual(['follow-up of 9990000018 is missing']);
    expect(followUpsAmiss(['9990000018'], [registered, started(1), started(2)])).toEqual(['follow-up of 9990000018 was started twice']);
  });

  it('finds an open review without its task, and a task about what is settled', () => {
    const opened = line('pathway.follow-up-1', 'ReviewOpened', { review: 'r1' });
    const task = line('alerting.task-1', 'TaskOpened', { about: 'r1', kind: 'review' });
    const reviewed = line('pathway.follow-up-1', 'ResultReviewed', { review: 'r1' }, 1);
    expect(tasksAmiss([opened, task])).toEqual([]);
    expect(tasksAmiss([opened])).toEqual(['open review r1 is missing its task']);
    expect(tasksAmiss([opened, task, reviewed])).toEqual(['a task is open about r1, which is settled']);
  });

  it('tells what took effect more than once from what is lost', () => {
    expect(['report ab12: 2 times', 'recall of f1 to gp: 2 letters', 'follow-up of 1 was started twice'].map(isDoubled)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['report ab12 is missing', 'letter l1 was approved and went nowhere'].map(isDoubled)).toEqual([false, false]);
  });
});

describe('the table of faults', () => {
  it('has hits, lost, doubled and the shortest and longest recovery of each, and the longest of all', () => {
    const rows = [
      { fault: 'K06 results ends', recoveries: [5.31, 7.04], lost: 0, doubled: 0 },
      { fault: 'kafka is killed', recoveries: [18.4], lost: 1, doubled: 2 },
    ];
    expect(faultTable(rows).split('\n')).toEqual([
      'fault             hits  lost  doubled  recovered in (s)',
      'K06 results ends     2     0        0        5.3 to 7.0',
      'kafka is killed      1     1        2              18.4',
      '2 kinds of fault, the longest recovery 18.4 s',
    ]);
  });
});
