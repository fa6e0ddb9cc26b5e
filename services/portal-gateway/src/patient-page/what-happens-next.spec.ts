import { describe, expect, it } from '@jest/globals';
import { context, task } from './patient-file.fixture.js';
import { openTasks } from './what-happens-next.model.js';

describe('the open tasks of a patient', () => {
  it('begin with what matters most to him, and not with the letter that has waited longest', () => {
    const late = task({ kind: 'letter', title: 'Letter late', band: 'promised', seriousness: 4, dueOn: '2026-01-05' });
    const clinical = task({ title: 'Result to review', dueOn: '2026-03-05' });
    const worse = task({ title: 'Recurrence suspected', seriousness: 1, dueOn: '2026-03-09' });
    expect(openTasks([late, clinical, worse], context).map(({ title }) => title)).toEqual([
      'Recurrence suspected',
      'Result to review',
      'Letter late',
    ]);
  });
});
