import { describe, expect, it } from '@jest/globals';
import { letters, pathway, type Contract, type DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import { at, away, roster, team } from './task/roster.fixture.js';
import { giveTheCallAnOwner } from './when-a-call-is-logged/give-the-call-an-owner.policy.js';
import { giveItAnOwner } from './when-a-clinician-must-look/give-it-an-owner.policy.js';
import { haveItSeenTo } from './when-a-letter-stands-still/have-it-seen-to.policy.js';
import { askAboutHisCalls } from './when-a-patient-dies/ask-about-his-calls.policy.js';
import { haveHimRung } from './when-a-test-is-missed/have-him-rung.policy.js';
import type { ReminderCopy } from './when-a-test-is-missed/reminders.projection.js';
import { moveTheCalls, moveTheTasks } from './when-records-are-merged/move-the-tasks.policy.js';
import { giveOnHisTasks } from './when-somebody-is-away/give-on-his-tasks.policy.js';
import { concerned, keepEveryTaskHeld, taskIn } from './when-somebody-is-away/keep-every-task-held.policy.js';
import { headingOf } from './who-acts/titles.model.js';
import type { CallCopy, RecordCopy } from './who-acts/others.projection.js';
import type { TaskCopy } from './who-acts/tasks.projection.js';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const desk = {
  roster: roster({ teams: [team({ receives: ['reviews', 'calls', 'telephone', 'letters'] })] }),
  moment: at('2026-03-10T10:00:00.000Z'),
};
const say = <C extends Contract>(contract: C, data: DataOf<C>): Message =>
  ({ type: contract.type, source: contract.type.split('.')[0], data, trust: 'ZT001', patient: id(1) }) as unknown as Message;
const his = { followUp: id(2), patient: id(1) };

describe('a missed test', () => {
  const reminder = (more: Partial<ReminderCopy> = {}): ReminderCopy => ({
    _id: id(5),
    trust: 'ZT001',
    published: 1,
    test: id(3),
    isSecond: false,
    owedAt: '2026-02-16T09:00:00.000Z',
    became: 'delivered',
    ...more,
  });
  const step = { ...his, test: id(3), name: 'PSA', dueOn: '2026-02-02', by: '2026-03-12', because: 'date', team: id(9) } as const;
  it('has the patient rung at the step “telephone”, and at no other', () => {
    const [order] = haveHimRung(say(pathway.missedTestStepTaken, { ...step, step: 'telephone' }), desk);
    expect(order?.command).toMatchObject({
      type: 'OpenTask',
      kind: 'telephone',
      band: 'test-missed',
      dueOn: '2026-03-12',
      why: 'PSA was due on 2 February 2026 and has not been done. No reminder had been written by 10 March 2026.',
    });
    expect(haveHimRung(say(pathway.missedTestStepTaken, { ...step, step: 'reminder' }), desk)).toEqual([]);
  });
  it.each([
    [[reminder()], 'By 10 March 2026: the reminder had been delivered.'],
    [
      [reminder({ isSecond: true, owedAt: '2026-03-02T09:00:00.000Z', became: 'held' }), reminder({ became: 'to-approve' })],
      'By 10 March 2026: the reminder had not left and waited to be approved; the second reminder had not left and was held back.',
    ],
    [
      [reminder({ became: 'returned' }), reminder({ owedAt: '2026-02-25T09:00:00.000Z', became: 'dispatched' })],
      'By 10 March 2026: the reminder had come back; the reminder had been sent.',
    ],
  ])('says what became of each reminder, and not that he was reminded', (reminders, sentence) => {
    const [order] = haveHimRung(say(pathway.missedTestStepTaken, { ...step, step: 'telephone' }), desk, reminders);
    expect(order?.command).toMatchObject({ why: `PSA was due on 2 February 2026 and has not been done. ${sentence}` });
  });
  it('says nothing of reminders where he did not keep an appointment before any was asked for', () => {
    const [order] = haveHimRung(say(pathway.missedTestStepTaken, { ...step, step: 'telephone', because: 'not-attended' }), desk);
    expect(order?.command).toMatchObject({
      why: 'PSA was due on 2 February 2026 and has not been done: the appointment was not kept.',
    });
  });
  it('does not say of a test that is still to come that it was due', () => {
    const early = { ...step, step: 'telephone', because: 'not-attended', dueOn: '2026-03-14' } as const;
    expect(haveHimRung(say(pathway.missedTestStepTaken, early), desk)[0]?.command).toMatchObject({
      why: 'PSA is due on 14 March 2026: the appointment was not kept.',
    });
  });
  it.each([
    ['2026-03-15', '2026-03-13', 'Sunday'],
    ['2026-03-14', '2026-03-13', 'Saturday'],
    ['2026-04-06', '2026-04-02', 'Easter Monday'],
    ['2026-03-16', '2026-03-16', 'Monday'],
  ])('is to be rung about by the last working day before the next step: %s is %s (%s)', (by, dueOn) => {
    const [order] = haveHimRung(say(pathway.missedTestStepTaken, { ...step, step: 'telephone', by }), desk);
    expect(order?.command).toMatchObject({ dueOn });
  });
  it('closes its task when it is settled, or when a clinician decides', () => {
    const [opened] = haveHimRung(say(pathway.missedTestStepTaken, { ...step, step: 'telephone' }), desk);
    const [settled] = haveHimRung(say(pathway.missedTestSettled, { ...his, test: id(3), outcome: 'booked', note: '' }), desk);
    const [passed] = haveHimRung(say(pathway.missedTestStepTaken, { ...step, step: 'clinician' }), desk);
    expect(settled).toEqual({ id: opened?.id, command: { type: 'CloseTask', because: 'the test was booked' } });
    expect(passed).toMatchObject({ id: opened?.id, command: { type: 'CloseTask' } });
  });
});

describe('a letter that stands still', () => {
  it('has an owner until it was seen to', () => {
    const needs = {
      letter: id(4),
      patient: id(1),
      followUp: id(2),
      why: 'returned',
      sentence: 'It came back.',
      by: '2026-03-12',
      which: 'PSA 0.05, to the GP',
    } as const;
    const [opened] = haveItSeenTo(say(letters.letterNeedsSomebody, needs), desk);
    expect(opened?.command).toMatchObject({
      type: 'OpenTask',
      kind: 'letter',
      band: 'promised',
      title: 'Letter came back',
      why: 'PSA 0.05, to the GP. It came back.',
      settledBy: 'letters',
    });
    expect(haveItSeenTo(say(letters.letterAttendedTo, { letter: id(4), patient: id(1) }), desk)).toEqual([
      { id: opened?.id, command: { type: 'CloseTask', because: 'the letter was seen to' } },
    ]);
  });
});

describe('the heading of a review', () => {
  it.each([
    ['result', 'biochemical-recurrence-suspected', 'possible-recurrence', 'Result to review'],
    ['result', 'unconfirmed-rise', 'possible-recurrence', 'Result to review'],
    ['result', 'cannot-be-interpreted', 'decision', 'Result that could not be read'],
    ['result', 'under-limit', 'decision', 'Result to look at'],
    ['changed-after-decision', undefined, 'possible-recurrence', 'Result changed after a decision'],
    ['changed-after-decision', 'cannot-be-interpreted', 'decision', 'Result changed after a decision'],
    ['test-missed', undefined, 'test-missed', 'Missed test to decide on'],
    ['schedule-complete', undefined, 'decision', 'Schedule complete'],
    ['something-new', undefined, 'decision', 'Decision needed'],
  ])('about %s with the reading %s', (about, reading, band, title) => expect(headingOf(about, reading)).toEqual({ band, title }));
  it('claims no recurrence for a value that nobody could read', () => {
    const opened = {
      ...his,
      review: id(5),
      about: 'result',
      reading: 'cannot-be-interpreted',
      sentence: 's',
      seriousness: 3,
      reviewBy: '2026-03-12',
      team: 'nurses',
    };
    const [order] = giveItAnOwner(say(pathway.reviewOpened, opened as DataOf<typeof pathway.reviewOpened>), desk);
    expect(order?.command).toMatchObject({ band: 'decision', owner: { person: 'ruth' } });
  });
});

const call = {
  call: id(6),
  patient: id(1),
  caller: { name: 'Ann Training', phone: '01632 960 001', relation: 'wife' },
  said: 'Since Monday.',
  symptoms: ['pain-new-or-worse'],
  urgency: 'same-day',
  callBackBy: '2026-03-10T17:00:00.000Z',
} as const;
const logged = { type: 'alerting.helpline-call-logged.v1', data: call, trust: 'ZT001', patient: id(1) } as unknown as Message;
const taskId = giveTheCallAnOwner(logged, desk)[0]?.id ?? '';

describe('a call', () => {
  it('with symptoms stands among the possible recurrences, by its own moment', () =>
    expect(giveTheCallAnOwner(logged, desk)[0]?.command).toMatchObject({
      kind: 'call',
      band: 'possible-recurrence',
      seriousness: 2,
      dueOn: '2026-03-10',
      dueAt: '2026-03-10T17:00:00.000Z',
      why: 'Ann Training (wife) rang of new or worse pain. Since Monday.',
    }));
  it('without any is a promise', () => {
    const plain = { ...logged, data: { ...call, symptoms: [], urgency: 'three-days' } } as Message;
    expect(giveTheCallAnOwner(plain, desk)[0]?.command).toMatchObject({ band: 'promised', title: 'Call back', seriousness: 5 });
  });
  it('takes its task with it when it is put with a patient, and closes it when it ends', () => {
    const told = (type: string, data: object): Message => ({ ...logged, type, data: { call: id(6), ...data } });
    expect(giveTheCallAnOwner(told('alerting.helpline-call-linked.v1', { patient: id(7) }), desk)).toEqual([
      { id: taskId, command: { type: 'LinkTask', patient: id(7) } },
    ]);
    expect(giveTheCallAnOwner(told('alerting.helpline-call-closed.v1', {}), desk)[0]?.command).toMatchObject({ type: 'CloseTask' });
  });
});

const stored = { trust: 'ZT001', published: 1 };
const callCopy: CallCopy = { ...stored, _id: id(6), call, patient: id(1), open: true } as unknown as CallCopy;
const task = (more: Partial<TaskCopy> = {}): TaskCopy => ({
  ...stored,
  _id: taskId,
  open: true,
  about: id(6),
  dueOn: '2026-03-10',
  isEscalated: false,
  person: 'nadia',
  covering: '',
  role: '',
  team: 'nurses',
  wakeAt: '',
  unacknowledgedSince: '',
  owner: { team: 'nurses', teamName: 'Northmoor nurses', person: 'nadia', role: 'clinical-nurse-specialist' },
  ...more,
});
const record = (more: Partial<RecordCopy> = {}): RecordCopy => ({ ...stored, _id: id(1), known: true, died: false, ...more });

describe('when a patient dies', () => {
  const known = { calls: [callCopy], tasks: [task()], moment: desk.moment };
  it('an open call is asked about, and stays open', () => {
    const [order] = askAboutHisCalls(record({ died: true, diedOn: '2026-03-09' }), known);
    expect(order).toMatchObject({
      id: taskId,
      command: { type: 'RestateTask', title: 'Call about a patient who has died', dueOn: '2026-03-10', seriousness: 3 },
    });
    expect((order?.command as { why: string }).why).toContain('died on 9 March 2026. Ask whether the caller is still to be rung.');
  });
  it('and the death was an error, it says again what it said', () =>
    expect(askAboutHisCalls(record(), known)[0]?.command).toMatchObject({ title: 'Call back about new symptoms', seriousness: 2 }));
  it('a call that has ended is left alone', () => {
    expect(askAboutHisCalls(record({ died: true }), { ...known, calls: [{ ...callCopy, open: false }] })).toEqual([]);
    expect(askAboutHisCalls(record({ died: true }), { ...known, tasks: [task({ open: false })] })).toEqual([]);
  });
});

describe('when records are merged', () => {
  it('tasks and calls go on under the one that survives', () => {
    expect(moveTheTasks(id(8), [task()])).toEqual([{ id: taskId, command: { type: 'ReassignTask', patient: id(8) } }]);
    expect(moveTheCalls(id(8), [callCopy])).toEqual([{ id: id(6), command: { type: 'ReassignCall', patient: id(8) } }]);
    const his = { patient: id(8) };
    expect([...moveTheTasks(id(8), [task(his)]), ...moveTheCalls(id(8), [{ ...callCopy, ...his }])]).toEqual([]);
  });
});

describe('when somebody is away', () => {
  const message = (type: string, data: object): Message => ({ ...logged, type, data });
  it('only the tasks concerned are looked up', () => {
    expect(taskIn(message('alerting.task-taken.v1', { task: taskId }))).toBe(taskId);
    expect(concerned(message('alerting.absence-began.v1', { person: 'nadia' }), roster())).toEqual([
      { person: 'nadia' },
      { covering: 'nadia' },
      { team: { $in: ['nurses'] } },
      { role: { $in: expect.arrayContaining(['clinical-nurse-specialist', 'trust-admin']) } },
    ]);
    expect(concerned(message('alerting.team-formed.v1', { team: 'nurses' }), roster())).toEqual([{ team: 'nurses' }]);
  });
  it('only those that are with nobody get a command, each once', () => {
    const without = roster({ colleagues: [away('nadia', '2026-03-20', 'leah')] });
    expect(keepEveryTaskHeld([task(), task()], without).map((order) => order.id)).toEqual([taskId]);
    expect(keepEveryTaskHeld([task({ open: false })], without)).toEqual([]);
    expect(keepEveryTaskHeld([task()], roster())).toEqual([]);
  });
  it('who leaves a team leaves its tasks to it', () => {
    const left = message('alerting.team-member-withdrew.v1', { team: 'nurses', person: 'nadia' });
    expect(giveOnHisTasks(left, [task(), task({ team: 'others' })], roster())).toMatchObject([
      { id: taskId, command: { type: 'GiveTask', to: { team: 'nurses' } } },
    ]);
  });
});
