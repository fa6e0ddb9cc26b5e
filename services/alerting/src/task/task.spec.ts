import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { at, away, opened, roster, somebody, team } from './roster.fixture.js';
import { taskDecider } from './task.decider.js';
import type { TaskCommand, TaskEvent } from './task.facts.js';

const given = scenario(taskDecider);
const moment = at('2026-03-06T10:00:00.000Z');
const open = { type: 'OpenTask', moment, ...opened } as const;
const wasOpened = { type: 'TaskOpened', ...opened, escalatesAt: '2026-03-11T09:00:00.000Z' } as const;
const wasClosed = { type: 'TaskClosed', because: 'x' } as const;
const { owner } = opened;
const hold = (colleagues: Parameters<typeof roster>[0]): TaskCommand => ({ type: 'HoldTask', roster: roster(colleagues) });
const covered: TaskEvent = { type: 'TaskCovered', by: { ...owner, person: 'leah' }, untilOn: '2026-03-20' };

describe('a task', () => {
  it('is opened once for one thing, and again when the thing comes back', () => {
    given().when(open).then(wasOpened);
    given(wasOpened).when(open).thenNothing();
    given(wasOpened, wasClosed).when(open).then(wasOpened);
  });
  it('closes once, when what it stands for is settled', () => {
    given(wasOpened)
      .when({ type: 'CloseTask', because: 'a clinician decided' })
      .then({ type: 'TaskClosed', because: 'a clinician decided' });
    given(wasOpened, wasClosed).when({ type: 'CloseTask', because: 'x' }).thenNothing();
    given().when({ type: 'CloseTask', because: 'x' }).thenNothing();
  });
  it('is restated while it is open, and only when something differs', () => {
    const clearer = { title: 'Clinic outcome to record', why: 'Clinic on 1 April', seriousness: 2, dueOn: '2026-04-01' };
    // 3 to 6 April 2026 is Easter.
    const wasRestated = { type: 'TaskRestated', ...clearer, escalatesAt: '2026-04-02T08:00:00.000Z' } as const;
    const restate = { type: 'RestateTask', moment, ...clearer } as const;
    given(wasOpened).when(restate).then(wasRestated);
    given(wasOpened, wasRestated).when(restate).thenNothing();
    given(wasOpened, wasClosed).when(restate).thenNothing();
    given().when(restate).thenRefused('no-such-task');
  });
  it('is restated when it is asked for again with other words, and stays with whoever has taken it', () => {
    const taken = { type: 'TaskTaken', person: 'ruth' } as const;
    const { events } = given(wasOpened, taken).when({ ...open, title: 'Letter came back', why: 'Gone away' });
    expect(events).toMatchObject([{ type: 'TaskRestated', title: 'Letter came back', why: 'Gone away', dueOn: opened.dueOn }]);
    expect(given(wasOpened, taken, ...events).state).toMatchObject({ owner: { person: 'ruth' } });
  });
  it('follows its patient through a merge, and is found to be about somebody', () => {
    given(wasOpened).when({ type: 'ReassignTask', patient: 'q' }).then({ type: 'TaskReassigned', patient: 'q', from: 'p' });
    const { patient: _, ...aboutNobody } = opened;
    const unknown = { type: 'TaskOpened', ...aboutNobody } as const;
    given(unknown).when({ type: 'ReassignTask', patient: 'q' }).thenNothing();
    given(unknown).when({ type: 'LinkTask', patient: 'q' }).then({ type: 'TaskLinked', patient: 'q' });
    given(wasOpened).when({ type: 'LinkTask', patient: 'p' }).thenNothing();
    given(wasOpened).when({ type: 'LinkTask', patient: 'q' }).then({ type: 'TaskLinked', patient: 'q', from: 'p' });
  });
});

describe('who has a task', () => {
  const nurse = ['clinical-nurse-specialist'];
  it('changes when somebody takes it', () => {
    given(wasOpened).when({ type: 'TakeTask', person: 'leah', roles: nurse }).then({ type: 'TaskTaken', person: 'leah' });
    given(wasOpened).when({ type: 'TakeTask', person: 'nadia', roles: nurse }).thenNothing();
    given(wasOpened, covered).when({ type: 'TakeTask', person: 'nadia', roles: nurse }).then({ type: 'TaskTaken', person: 'nadia' });
    given(wasOpened, wasClosed).when({ type: 'TakeTask', person: 'leah', roles: nurse }).thenRefused('task-closed');
  });
  it('is a clinician where only a clinician may decide', () => {
    given(wasOpened)
      .when({ type: 'TakeTask', person: 'leah', roles: ['support-worker'] })
      .thenRefused('not-for-your-role');
    given({ ...wasOpened, kind: 'call' })
      .when({ type: 'TakeTask', person: 'leah', roles: ['support-worker'] })
      .then({ type: 'TaskTaken', person: 'leah' });
  });
  it('changes when it is given to somebody who is there, with a reason', () => {
    const give = (person: string, more: { because?: string; roster?: ReturnType<typeof roster> } = {}): TaskCommand => ({
      type: 'GiveTask',
      to: { person },
      because: 'He rang her first.',
      roster: roster(),
      ...more,
    });
    given(wasOpened)
      .when(give('leah'))
      .then({ type: 'TaskGiven', owner: { ...owner, person: 'leah' }, because: 'He rang her first.' });
    given(wasOpened)
      .when(give('leah', { because: ' ' }))
      .thenRefused('reason-needed');
    given(wasOpened).when(give('a stranger')).thenRefused('nobody-of-that-name');
    given(wasOpened)
      .when(give('leah', { roster: roster({ colleagues: [away('leah', '2026-03-20')] }) }))
      .thenRefused('not-there');
    given(wasOpened, wasClosed).when(give('leah')).thenRefused('task-closed');
    given(wasOpened).when(give('nadia')).thenNothing();
  });
  it('is the team when it is given back to it', () => {
    const { person: _, ...ofTheTeam } = owner;
    given(wasOpened)
      .when({ type: 'GiveTask', to: { team: 'nurses' }, because: 'Too much to do', roster: roster() })
      .then({ type: 'TaskGiven', owner: ofTheTeam, because: 'Too much to do' });
  });
});

describe('a task whose owner is not there', () => {
  const { person: _, ...ofTheTeam } = owner;
  it('is with who covers him, and with him again afterwards', () => {
    given(wasOpened)
      .when(hold({ colleagues: [away('nadia', '2026-03-20', 'leah')] }))
      .then(covered);
    given(wasOpened, covered)
      .when(hold({ colleagues: [away('nadia', '2026-03-20', 'leah')] }))
      .thenNothing();
    given(wasOpened, covered)
      .when(hold({ colleagues: [somebody('nadia')] }))
      .then({ type: 'TaskReturned' });
    given(wasOpened).when(hold({})).thenNothing();
    given(wasOpened, wasClosed)
      .when(hold({ colleagues: [away('nadia', '2026-03-20', 'leah')] }))
      .thenNothing();
  });
  it('is with the cover’s own cover when he goes too', () =>
    given(wasOpened, covered)
      .when(hold({ colleagues: [away('nadia', '2026-03-20', 'leah'), away('leah', '2026-03-16', 'ruth')] }))
      .then({ type: 'TaskCovered', by: { ...owner, person: 'ruth' }, untilOn: '2026-03-20' }));
  it('is with the lead where nobody was named, else with the team, else with the role', () => {
    given(wasOpened)
      .when(hold({ colleagues: [away('nadia', '2026-03-20')] }))
      .then({ type: 'TaskCovered', by: { ...owner, person: 'ruth' }, untilOn: '2026-03-20' });
    given(wasOpened)
      .when(hold({ colleagues: [away('nadia', '2026-03-20'), away('ruth', '2026-03-20')] }))
      .then({ type: 'TaskCovered', by: ofTheTeam, untilOn: '2026-03-20' });
    given(wasOpened)
      .when(hold({ teams: [team({ members: ['nadia'], lead: 'nadia' })], colleagues: [away('nadia', '2026-03-20')] }))
      .then({
        type: 'TaskCovered',
        by: { teamName: 'Every clinical nurse specialist of the trust', role: 'clinical-nurse-specialist' },
        untilOn: '2026-03-20',
      });
  });
  it('goes round no circle of people who cover one another', () =>
    given(wasOpened)
      .when(hold({ colleagues: [away('nadia', '2026-03-20', 'leah'), away('leah', '2026-03-20', 'nadia')] }))
      .then({ type: 'TaskCovered', by: { ...owner, person: 'ruth' }, untilOn: '2026-03-20' }));
  it('has another owner when he has left: who was named, else the lead, else the team', () => {
    const because = 'Its owner works here no longer';
    given(wasOpened)
      .when(hold({ colleagues: [somebody('nadia', { left: true, successor: 'leah' })] }))
      .then({ type: 'TaskGiven', owner: { ...owner, person: 'leah' }, because });
    given(wasOpened)
      .when(hold({ colleagues: [somebody('nadia', { left: true })] }))
      .then({ type: 'TaskGiven', owner: { ...owner, person: 'ruth' }, because });
    given(wasOpened)
      .when(hold({ colleagues: [somebody('nadia', { left: true }), somebody('ruth', { left: true })] }))
      .then({ type: 'TaskGiven', owner: ofTheTeam, because });
  });
});
