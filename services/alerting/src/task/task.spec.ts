import { describe, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { task, type Opened } from './task.aggregate.js';

const given = scenario(task.decider);
const opened: Opened = {
  kind: 'review',
  about: 'r',
  settledBy: 'pathway',
  band: 'possible-recurrence',
  seriousness: 1,
  title: 'Result to review',
  why: 'PSA 0.27',
  dueOn: '2026-03-10',
  owner: { teamName: 'Northmoor nurses', role: 'clinical-nurse-specialist' },
  patient: 'p',
};

describe('a task', () => {
  it('is opened once for one thing, and again when the thing comes back', () => {
    given()
      .when({ type: 'OpenTask', ...opened })
      .then({ type: 'TaskOpened', ...opened });
    given({ type: 'TaskOpened', ...opened })
      .when({ type: 'OpenTask', ...opened })
      .thenNothing();
    given({ type: 'TaskOpened', ...opened }, { type: 'TaskClosed', because: 'x' })
      .when({ type: 'OpenTask', ...opened })
      .then({ type: 'TaskOpened', ...opened });
  });
  it('closes once, when what it stands for is settled', () => {
    given({ type: 'TaskOpened', ...opened })
      .when({ type: 'CloseTask', because: 'a clinician decided' })
      .then({ type: 'TaskClosed', because: 'a clinician decided' });
    given({ type: 'TaskOpened', ...opened }, { type: 'TaskClosed', because: 'x' })
      .when({ type: 'CloseTask', because: 'x' })
      .thenNothing();
    given().when({ type: 'CloseTask', because: 'x' }).thenNothing();
  });
  it('is restated while it is open, and only when something differs', () => {
    const clearer = { title: 'Record what happened', why: 'Clinic on 18 March', seriousness: 2, dueOn: '2026-03-18' };
    given({ type: 'TaskOpened', ...opened })
      .when({ type: 'RestateTask', ...clearer })
      .then({ type: 'TaskRestated', ...clearer });
    given({ type: 'TaskOpened', ...opened }, { type: 'TaskRestated', ...clearer })
      .when({ type: 'RestateTask', ...clearer })
      .thenNothing();
    given()
      .when({ type: 'RestateTask', ...clearer })
      .thenRefused('no-such-task');
  });
  it('follows its patient through a merge', () =>
    given({ type: 'TaskOpened', ...opened })
      .when({ type: 'ReassignTask', patient: 'q' })
      .then({ type: 'TaskReassigned', patient: 'q', from: 'p' }));
});
