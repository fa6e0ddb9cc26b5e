import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { addDays, instantFromMillis, millisOf, parseCivilDate, parseInstant } from '@rms/nhs';
import { isAtWork } from '../working-hours/working-time.model.js';
import { ladders, limitOf, stepsAbove } from './ladder.model.js';
import { at, away, opened, roster, team, time } from './roster.fixture.js';
import { taskDecider } from './task.decider.js';
import { wakeAtOf } from './escalation.model.js';
import type { TaskEvent, TaskKind, TaskOpenState, TaskState } from './task.facts.js';

const given = scenario(taskDecider);
// A week-end, Easter, both nights on which the clocks change, bank holidays, Christmas and the turn of the year.
const awkward = [
  '03-10',
  '03-14',
  '03-27',
  '03-29',
  '04-02',
  '04-05',
  '05-04',
  '05-25',
  '08-31',
  '10-24',
  '10-25',
  '12-24',
  '12-26',
  '12-31',
].map((date) => parseCivilDate(`2026-${date}`)!);
const notice = (now: string, more: Partial<Parameters<typeof at>[1]> = {}, who = roster()) =>
  ({ type: 'NoticeDate', moment: at(now, more), roster: who }) as const;
const wasOpened = { type: 'TaskOpened', ...opened, escalatesAt: '2026-03-11T09:00:00.000Z' } as const;
const toTheLead = {
  type: 'TaskEscalated',
  to: { team: 'nurses', teamName: 'Northmoor nurses', person: 'ruth', role: 'clinical-nurse-specialist' },
  level: 'team-lead',
  because: 'It was to be done by 10 March 2026',
  dueOn: '2026-03-10',
  escalatesAt: '2026-03-12T09:00:00.000Z',
} as const;
const toTheConsultants = {
  type: 'TaskEscalated',
  to: { teamName: 'The consultants of the trust', role: 'consultant' },
  level: 'consultant',
  because: 'It was to be done by 10 March 2026',
  dueOn: '2026-03-10',
  escalatesAt: '2026-03-13T09:00:00.000Z',
} as const;

describe('a task past its limit', () => {
  it('goes to the lead, the consultants and the service managers in turn, and stays with its owner', () => {
    given(wasOpened).when(notice('2026-03-11T09:00:00.000Z')).then(toTheLead);
    given(wasOpened, toTheLead).when(notice('2026-03-12T09:00:00.000Z')).then(toTheConsultants);
    given(wasOpened, toTheLead, toTheConsultants)
      .when(notice('2026-03-13T09:00:00.000Z'))
      .then({
        type: 'TaskEscalated',
        to: { teamName: 'The service managers of the trust', role: 'trust-admin' },
        level: 'service-manager',
        because: 'It was to be done by 10 March 2026',
        dueOn: '2026-03-10',
      });
    const state = [wasOpened, toTheLead].reduce<TaskState>(taskDecider.evolve, taskDecider.initialState) as TaskOpenState;
    expect([state.owner.person, state.escalated?.level]).toEqual(['nadia', 'team-lead']);
  });
  it('is not told before its moment, nor once it is closed', () => {
    given(wasOpened).when(notice('2026-03-11T08:59:59.999Z')).thenNothing();
    given(wasOpened, toTheLead).when(notice('2026-03-11T09:00:00.000Z')).thenNothing();
    given(wasOpened, { type: 'TaskClosed', because: 'x' }).when(notice('2026-04-11T09:00:00.000Z')).thenNothing();
  });
  it('passes over a lead who has it himself, and over one who is away to who acts for him', () => {
    const hers = { ...wasOpened, owner: { ...opened.owner, person: 'ruth' } };
    given(hers).when(notice('2026-03-11T09:00:00.000Z')).then(toTheConsultants);
    given(wasOpened)
      .when(notice('2026-03-11T09:00:00.000Z', {}, roster({ colleagues: [away('ruth', '2026-03-20', 'leah')] })))
      .then({ ...toTheLead, to: { ...toTheLead.to, person: 'leah' } });
    given(wasOpened)
      .when(notice('2026-03-11T09:00:00.000Z', {}, roster({ teams: [team({ members: ['nadia'], lead: 'nadia' })] })))
      .then(toTheConsultants);
  });
  it('begins its ladder anew only with a later limit, which is another piece of work', () => {
    const restate = (dueOn: string) =>
      ({ type: 'RestateTask', moment: at('2026-03-11T10:00:00.000Z'), title: 'Other', why: 'w', seriousness: 2, dueOn }) as const;
    const said = { type: 'TaskRestated', title: 'Other', why: 'w', seriousness: 2 } as const;
    given(wasOpened, toTheLead)
      .when(restate('2026-03-09'))
      .then({ ...said, dueOn: '2026-03-09', escalatesAt: '2026-03-11T09:00:00.000Z' });
    given(wasOpened, toTheLead)
      .when(restate('2026-03-20'))
      .then({ ...said, dueOn: '2026-03-20', escalatesAt: '2026-03-23T09:00:00.000Z' });
  });
  it('that was opened before there was escalation is looked at on the day after its limit', () => {
    expect(wakeAtOf({ open: true, dueOn: '2026-03-10', isEscalated: false })).toBe('2026-03-11');
    expect(wakeAtOf({ open: false, dueOn: '2026-03-10', isEscalated: false })).toBe('');
    expect(wakeAtOf({ open: true, dueOn: '2026-03-10', isEscalated: true })).toBe('');
    given({ type: 'TaskOpened', ...opened })
      .when(notice('2026-03-11T09:00:00.000Z'))
      .then(toTheLead);
  });
});

describe('what is serious and comes out of hours', () => {
  const saturday = '2026-03-07T11:00:00.000Z';
  const monday = '2026-03-11T09:00:00.000Z';
  it('goes at once to who is on call, and then up the ladder like everything else', () => {
    const onCall = { onCall: 'consultant' };
    given()
      .when({ type: 'OpenTask', moment: at(saturday, onCall), ...opened })
      .then({ type: 'TaskOpened', ...opened, escalatesAt: saturday });
    const told: TaskEvent = {
      type: 'TaskEscalated',
      to: { teamName: 'Whoever is on call', role: 'consultant' },
      level: 'on-call',
      because: 'It is serious and came while the teams are not at work',
      dueOn: '2026-03-10',
      escalatesAt: monday,
    };
    given({ type: 'TaskOpened', ...opened, escalatesAt: saturday })
      .when(notice(saturday, onCall))
      .then(told);
    given({ type: 'TaskOpened', ...opened, escalatesAt: saturday }, told)
      .when(notice(monday, onCall))
      .then(toTheLead);
  });
  it('waits for the morning where nobody is on call, or where it is less serious', () => {
    given()
      .when({ type: 'OpenTask', moment: at(saturday), ...opened })
      .then({ type: 'TaskOpened', ...opened, escalatesAt: monday });
    const lesser = { ...opened, seriousness: 3 };
    given()
      .when({ type: 'OpenTask', moment: at(saturday, { onCall: 'consultant' }), ...lesser })
      .then({ type: 'TaskOpened', ...lesser, escalatesAt: monday });
  });
});

describe('the ladders', () => {
  it('bring a held message that nobody settles to the service managers', () => {
    for (const day of awkward) {
      const told: TaskEvent[] = [];
      scenarioOf({ ...opened, kind: 'quarantine', dueOn: day }, told);
      const levels = told.flatMap((event) => (event.type === 'TaskEscalated' ? [event.level] : []));
      expect([day, levels]).toEqual([day, ['team-lead', 'service-manager']]);
    }
  });

  const kinds = Object.keys(ladders) as TaskKind[];
  const everyTask = kinds.flatMap((kind) => [1, 9].map((seriousness) => ({ kind, seriousness })));
  it.each(everyTask)('of a $kind of seriousness $seriousness end at a person, above whom nobody is', (task) => {
    const steps = stepsAbove(undefined, { ...task, dueOn: '2026-03-10' }, time);
    expect(steps.at(-1)?.level).toBe('service-manager');
    expect(new Set(steps.map(({ level }) => level)).size).toBe(steps.length);
  });
  it.each(everyTask)('of a $kind of seriousness $seriousness rise in order, after the limit, while somebody is at work', (task) => {
    for (const day of awkward)
      for (const hour of [undefined, '08:15', '21:40']) {
        const clocked = { ...task, dueOn: day, ...(hour === undefined ? {} : { dueAt: `${day}T${hour}:00.000Z` }) };
        const steps = stepsAbove(undefined, clocked, time);
        const moments = [limitOf(clocked, time), ...steps.map((step) => step.at)];
        expect(moments).toEqual([...new Set(moments)].sort());
        for (const { at: moment } of steps) {
          const justBefore = instantFromMillis(millisOf(moment) - 1);
          expect([day, moment, isAtWork(moment, time) || isAtWork(justBefore, time)]).toEqual([day, moment, true]);
        }
      }
  });

  it('bring a task that nobody touches to the top within a week or two, whatever its day, and then stop', () => {
    for (const day of awkward) {
      const told: TaskEvent[] = [];
      const first = scenarioOf({ ...opened, dueOn: day }, told);
      const levels = told.flatMap((event) => (event.type === 'TaskEscalated' ? [event.level] : []));
      expect([day, levels]).toEqual([day, ['team-lead', 'consultant', 'service-manager']]);
      expect(first.wakes).toBe(3);
      expect(wakeAtOf({ open: true, dueOn: day, isEscalated: true, escalatesAt: first.state.escalatesAt })).toBe('');
    }
  });
});

const scenarioOf = (task: typeof opened, told: TaskEvent[]) => {
  let state: TaskState = taskDecider.initialState;
  const accept = (command: Parameters<typeof taskDecider.decide>[0]): void => {
    const decision = taskDecider.decide(command, state);
    if (!decision.accepted) throw new Error(decision.refusal);
    for (const event of decision.events) {
      told.push(event);
      state = taskDecider.evolve(state, event);
    }
  };
  accept({ type: 'OpenTask', moment: at(`${addDays(parseCivilDate(task.dueOn)!, -4)}T10:00:00.000Z`), ...task });
  let wakes = 0;
  for (const end = `${addDays(parseCivilDate(task.dueOn)!, 40)}T00:00:00.000Z`; ;) {
    const { escalatesAt } = state as TaskOpenState;
    if (escalatesAt === undefined || escalatesAt > end) return { state: state as TaskOpenState, wakes };
    wakes += 1;
    const before = told.length;
    accept({ type: 'NoticeDate', moment: at(parseInstant(escalatesAt)!), roster: roster() });
    if (told.length === before) throw new Error(`nothing was told at ${escalatesAt}`);
  }
};
