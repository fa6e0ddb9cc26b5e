import { describe, expect, it } from '@jest/globals';
import { portalGateway, type Contract, type DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { away, opened, roster, team, worker } from '../task/roster.fixture.js';
import type { TaskCopy } from '../who-acts/tasks.projection.js';
import { staff, workersOf, type StaffCopy, type Worker } from '../who-acts/staff.projection.js';
import { everyServiceManager, ownerFor } from '../who-acts/who-is-there.model.js';
import { holding, taskDecider } from '../task/task.decider.js';
import type { Owner, Roster, TaskState } from '../task/task.facts.js';
import { concerned, holdsOnSignIns, keepEveryTaskHeld } from './keep-every-task-held.policy.js';

const say = <C extends Contract>(contract: C, data: DataOf<C>): Message =>
  ({ type: contract.type, source: 'portal-gateway', data: contract.data.parse(data), trust: 'REGION' }) as unknown as Message;
const nadia = { person: 'nadia', name: 'Nadia Training', roles: ['clinical-nurse-specialist'], trusts: ['ZT001'] };
const after = (...said: readonly Message[]): StaffCopy => ({
  ...said.reduce((before, message) => staff.evolve(before, message), staff.initial),
  _id: 'nadia',
  trust: 'REGION',
  published: 1,
});
const recorded = say(portalGateway.staffRecorded, nadia);
const stopped = say(portalGateway.staffPutOutOfUse, { person: 'nadia', reason: 'Left the trust' });
const back = say(portalGateway.staffPutBackInUse, { person: 'nadia', reason: 'Came back' });
const roles = (...given: string[]): Message => say(portalGateway.rolesGiven, { person: 'nadia', roles: given, reason: 'Changed post' });

describe('who may sign in', () => {
  it('is known at every trust that somebody works or worked for', () => {
    expect(workersOf('ZT001', [after(recorded)])).toEqual([{ person: 'nadia', roles: nadia.roles, hadRoles: nadia.roles, inUse: true }]);
    expect(workersOf('ZT002', [after(recorded)])).toEqual([]);
    const moved = after(recorded, say(portalGateway.staffRecorded, { ...nadia, trusts: ['ZT002'] }));
    expect(workersOf('ZT001', [moved])).toEqual([{ person: 'nadia', roles: nadia.roles, hadRoles: nadia.roles, inUse: false }]);
    expect(workersOf('ZT002', [moved])).toEqual([{ person: 'nadia', roles: nadia.roles, hadRoles: nadia.roles, inUse: true }]);
  });
  it('is as was said last: out of use, back, in other roles', () => {
    expect(after(recorded, stopped).outOfUse).toBe(true);
    expect(after(recorded, stopped, recorded).outOfUse).toBe(true);
    expect(after(recorded, stopped, back).outOfUse).toBe(false);
    expect(after(recorded, roles('letters-clerk')).roles).toEqual(['letters-clerk']);
    expect(after(say(portalGateway.staffAdded, { ...nadia, username: 'nadia' })).roles).toEqual(nadia.roles);
  });
});

const task: TaskCopy = {
  _id: 't',
  trust: 'ZT001',
  published: 1,
  open: true,
  about: 'r',
  kind: 'review',
  dueOn: '2026-03-10',
  owner: opened.owner,
  isEscalated: false,
  person: 'nadia',
  covering: '',
  team: 'nurses',
  role: '',
  wakeAt: '',
  unacknowledgedSince: '',
};
const ruth = worker('ruth', 'clinical-nurse-specialist');
const leah = worker('leah', 'support-worker');
const heldAfter = (said: readonly Message[], others: readonly Worker[] = [ruth, leah], members = ['ruth', 'nadia', 'leah']) => {
  const known = roster({ teams: [team({ members })], staff: [...others, ...workersOf('ZT001', [after(recorded, ...said)])] });
  const [order] = keepEveryTaskHeld([task], known);
  const state: TaskState = { phase: 'open', ...opened };
  const decision = order === undefined ? undefined : taskDecider.decide(order.command, state);
  return decision?.accepted === true ? decision.events[0] : undefined;
};

const withARole = { role: { $in: expect.arrayContaining(['consultant', 'trust-admin']) } };
describe('a task of somebody who may not sign in any more', () => {
  it('is given to the lead of the team at once', () =>
    expect(heldAfter([stopped])).toEqual({
      type: 'TaskGiven',
      owner: { ...opened.owner, person: 'ruth' },
      because: 'Its owner may not sign in any more',
    }));
  it('is given to everybody of the role where nobody else of the team may settle it', () =>
    expect(heldAfter([stopped], [{ ...ruth, inUse: false }, leah, worker('mary', 'clinical-nurse-specialist')])).toMatchObject({
      type: 'TaskGiven',
      owner: { teamName: 'Every clinical nurse specialist of the trust', role: 'clinical-nurse-specialist' },
    }));
  it('is given to everybody of another role that may settle it where nobody of its own is there', () =>
    expect(heldAfter([stopped], [{ ...ruth, inUse: false }, leah, worker('david', 'consultant')])).toMatchObject({
      type: 'TaskGiven',
      owner: { teamName: 'Every consultant of the trust', role: 'consultant' },
    }));
  it('is given to whoever must find somebody where nobody who may settle it is at the trust', () => {
    expect(heldAfter([stopped], [{ ...ruth, inUse: false }, leah])).toMatchObject({
      type: 'TaskGiven',
      owner: { teamName: 'The service managers of the trust', role: 'trust-admin' },
    });
    expect(heldAfter([roles('auditor')], [{ ...ruth, inUse: false }, leah])).toMatchObject({ owner: { role: 'trust-admin' } });
  });
  it('goes on from a role of which all are away, until the first of them is back, and to who may settle it as soon as somebody is there', () => {
    const everyNurse = { teamName: 'Every clinical nurse specialist of the trust', role: 'clinical-nurse-specialist' };
    const then = (owner: Owner, more: Partial<Roster>) => holding({ kind: 'review', owner }, roster({ teams: [], ...more }));
    expect(then(everyNurse, { staff: [ruth], colleagues: [away('ruth', '2026-03-20')] })).toEqual({
      type: 'TaskCovered',
      by: everyServiceManager,
      untilOn: '2026-03-20',
    });
    expect(then(everyNurse, { staff: [ruth] })).toBeUndefined();
    expect(then(everyServiceManager, { staff: [{ ...ruth, inUse: false }] })).toBeUndefined();
    expect(then(everyServiceManager, { staff: [ruth] })).toEqual({
      type: 'TaskGiven',
      owner: everyNurse,
      because: 'Somebody who may do it is there again',
    });
  });
  it('stays with its owner once he is back before it was given on, and new ones are his again', () => {
    expect(heldAfter([stopped, back])).toBeUndefined();
    const ledBy = (said: readonly Message[]) =>
      ownerFor(roster({ teams: [team({ lead: 'nadia' })], staff: workersOf('ZT001', [after(recorded, ...said)]) }), 'reviews').person;
    expect([ledBy([]), ledBy([stopped]), ledBy([stopped, back])]).toEqual(['nadia', undefined, 'nadia']);
  });
  it('is looked up as his own, as covered by him and as one of his teams', () => {
    expect(holdsOnSignIns).toEqual(expect.arrayContaining([stopped.type, back.type, roles('auditor').type, recorded.type]));
    expect(concerned(stopped, roster())).toEqual([{ person: 'nadia' }, { covering: 'nadia' }, { team: { $in: ['nurses'] } }, withARole]);
  });
});

describe('a task of somebody who lost the role for it', () => {
  it('is given on, and says why', () =>
    expect(heldAfter([roles('letters-clerk')])).toMatchObject({
      owner: { person: 'ruth' },
      because: 'Its owner has no role any more in which it can be settled',
    }));
  it('stays where he kept a role in which he may settle it', () => expect(heldAfter([roles('consultant', 'auditor')])).toBeUndefined());
  it('cannot be given to him, nor to somebody who may not sign in', () => {
    const give = (said: readonly Message[]) =>
      taskDecider.decide(
        {
          type: 'GiveTask',
          to: { person: 'nadia' },
          because: 'x',
          roster: roster({ staff: workersOf('ZT001', [after(recorded, ...said)]) }),
        },
        { phase: 'open', ...opened, owner: { ...opened.owner, person: 'ruth' } },
      );
    expect(give([roles('letters-clerk')])).toMatchObject({ refusal: 'not-for-that-role' });
    expect(give([stopped])).toMatchObject({ refusal: 'not-there' });
    expect(give([])).toMatchObject({ accepted: true });
  });
});
