import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, parseCivilDate } from '@rms/nhs';
import { colleague, type ColleagueCommand, type ColleagueState } from '../colleague/colleague.aggregate.js';
import { away, opened, roster as rosterOf, somebody, team as teamOf } from '../task/roster.fixture.js';
import { holding, taskDecider } from '../task/task.decider.js';
import type { Roster, TaskCommand, TaskOpenState, TaskState } from '../task/task.facts.js';
import type { Worker } from '../who-acts/staff.projection.js';
import { team, team as teamAggregate } from '../team/team.aggregate.js';
import type { TeamCommand, TeamState } from '../team/team.facts.js';

const people = ['ruth', 'nadia', 'leah', 'david'] as const;
const person = fc.constantFrom(...people);
const day = fc.integer({ min: 0, max: 10 });
const begin = parseCivilDate('2026-03-02')!;
const teams = ['nurses', 'coordinators'] as const;

type Step =
  | { readonly kind: 'day' }
  | { readonly kind: 'away'; readonly person: string; readonly from: number; readonly days: number; readonly cover: string | undefined }
  | { readonly kind: 'off'; readonly person: string }
  | { readonly kind: 'left' | 'back' | 'stopped' | 'in-use'; readonly person: string }
  | { readonly kind: 'roles'; readonly person: string; readonly roles: readonly string[] }
  | { readonly kind: 'join' | 'withdraw' | 'lead'; readonly person: string; readonly team: string }
  | { readonly kind: 'take' | 'give'; readonly person: string; readonly task: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'day' } as const) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('away' as const),
      person,
      from: day,
      days: day,
      cover: fc.option(person, { nil: undefined }),
    }),
  },
  fc.record({ kind: fc.constant('off' as const), person }),
  fc.record({ kind: fc.constantFrom('left' as const, 'back' as const, 'stopped' as const, 'in-use' as const), person }),
  fc.record({
    kind: fc.constant('roles' as const),
    person,
    roles: fc.constantFrom<readonly string[]>(['consultant'], ['letters-clerk'], ['clinical-nurse-specialist', 'auditor'], ['auditor']),
  }),
  fc.record({ kind: fc.constantFrom('join' as const, 'withdraw' as const, 'lead' as const), person, team: fc.constantFrom(...teams) }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('take' as const, 'give' as const), person, task: fc.nat(2) }) },
);

/** A trust in which people come, go and are away, with three open tasks, and what alerting does about it after each fact. */
class Trust {
  #today = begin;
  readonly #people = new Map<string, ColleagueState>(people.map((one) => [one, colleague.decider.initialState]));
  readonly #teams = new Map<string, TeamState>(
    teams.map((one) => [one, { team: { name: one, members: [...people], lead: 'ruth', receives: ['reviews'] } }]),
  );
  readonly #workers = new Map<string, Worker>(
    people.map((one) => [one, { person: one, roles: ['clinical-nurse-specialist'], hadRoles: ['clinical-nurse-specialist'], inUse: true }]),
  );
  readonly tasks: TaskState[] = [];

  constructor(private readonly isForgetful = false) {
    for (const group of ['nurses', 'nurses', 'coordinators'])
      this.tasks.push(
        taskDecider.evolve({ phase: 'none' }, { type: 'TaskOpened', ...opened, owner: { ...opened.owner, team: group, teamName: group } }),
      );
  }

  get roster(): Roster {
    return {
      teams: [...this.#teams].map(([_id, state]) => {
        const { lead: _, ...known } = teamOf({ _id, ...state.team });
        return { ...known, ...(state.team?.lead === undefined ? {} : { lead: state.team.lead }) };
      }),
      colleagues: [...this.#people].map(([one, state]) => {
        if (state.left) return somebody(one, { left: true });
        return state.away === undefined ? somebody(one) : away(one, state.away.untilOn, state.away.cover);
      }),
      staff: [...this.#workers.values()],
    };
  }

  tell(told: Step): void {
    this.#carryOut(told);
    if (this.isForgetful) return;
    for (const index of this.tasks.keys()) this.#onTask(index, { type: 'HoldTask', roster: this.roster });
  }

  #carryOut(told: Step): void {
    switch (told.kind) {
      case 'day':
        this.#today = addDays(this.#today, 1);
        for (const one of people) this.#onPerson(one, { type: 'NoticeDate', today: this.#today });
        return;
      case 'away': {
        const fromOn = addDays(this.#today, told.from - 2);
        const absence = { absence: `${told.person} ${fromOn}`, fromOn, untilOn: addDays(fromOn, told.days) };
        const cover = told.cover === undefined ? {} : { cover: told.cover };
        this.#onPerson(told.person, {
          type: 'SayAway',
          today: this.#today,
          roster: this.roster,
          person: told.person,
          ...absence,
          ...cover,
        });
        return;
      }
      case 'off': {
        const absence = this.#people.get(told.person)?.away?.absence ?? '';
        this.#onPerson(told.person, { type: 'CallOffAbsence', absence });
        return;
      }
      case 'left':
        this.#onPerson(told.person, { type: 'SayLeft', person: told.person, roster: this.roster });
        return;
      case 'back':
        this.#onPerson(told.person, { type: 'SayBack' });
        return;
      case 'stopped':
      case 'in-use':
        this.#onWorker(told.person, { inUse: told.kind === 'in-use' });
        return;
      case 'roles':
        this.#onWorker(told.person, { roles: told.roles });
        return;
      case 'join':
        this.#onTeam(told.team, { type: 'JoinTeam', person: told.person });
        return;
      case 'withdraw':
        this.#onTeam(told.team, { type: 'WithdrawFromTeam', person: told.person });
        return;
      case 'lead':
        this.#onTeam(told.team, { type: 'NameLead', person: told.person });
        return;
      case 'take':
        this.#onTask(told.task, { type: 'TakeTask', person: told.person, roles: this.#workers.get(told.person)?.roles ?? [] });
        return;
      case 'give':
        this.#onTask(told.task, { type: 'GiveTask', to: { person: told.person }, because: 'x', roster: this.roster });
        return;
      default:
        told satisfies never;
    }
  }

  #onPerson(one: string, command: ColleagueCommand): void {
    const state = this.#people.get(one) ?? colleague.decider.initialState;
    const decision = colleague.decider.decide(command, state);
    if (decision.accepted) this.#people.set(one, decision.events.reduce<ColleagueState>(colleague.decider.evolve, state));
  }
  #onWorker(one: string, now: Partial<Worker>): void {
    const before = this.#workers.get(one);
    if (before === undefined) return;
    const hadRoles = [...new Set([...before.hadRoles, ...(now.roles ?? [])])];
    this.#workers.set(one, { ...before, ...now, hadRoles });
  }
  #onTeam(id: string, command: TeamCommand): void {
    const state = this.#teams.get(id) ?? {};
    const decision = teamAggregate.decider.decide(command, state);
    if (decision.accepted) this.#teams.set(id, decision.events.reduce<TeamState>(team.decider.evolve, state));
  }
  #onTask(index: number, command: TaskCommand): void {
    const state = this.tasks[index] ?? { phase: 'none' };
    const decision = taskDecider.decide(command, state);
    if (decision.accepted) this.tasks[index] = decision.events.reduce<TaskState>(taskDecider.evolve, state);
  }
}

/** Whom a task is with, or why nobody is there for it. Written apart from the rules it checks. */
const nobodyFor = (state: TaskState, { teams: known, colleagues, staff }: Roster): string | undefined => {
  const { owner, cover } = state as TaskOpenState;
  const acting = cover?.by ?? owner;
  const there = (one: string): boolean => {
    const found = colleagues.find((each) => each.person === one);
    const worker = staff.find((each) => each.person === one);
    const decides = worker?.roles.some((role) => role === 'consultant' || role === 'clinical-nurse-specialist');
    if (worker?.inUse !== true || decides !== true) return false;
    return found === undefined || (!found.left && found.away === undefined);
  };
  if (acting.person !== undefined) return there(acting.person) ? undefined : `${acting.person} is not there`;
  if (acting.team === undefined) {
    const isOneOf = (role: string): boolean =>
      people.some((one) => there(one) && staff.some((each) => each.person === one && each.roles.includes(role)));
    if (acting.role === 'trust-admin') return people.some(there) ? 'with the service managers, though somebody may decide' : undefined;
    return isOneOf(acting.role) ? undefined : `nobody of the role ${acting.role} is there`;
  }
  const members = known.find((one) => one._id === acting.team)?.members ?? [];
  return members.some(there) ? undefined : `nobody of ${acting.team} is there`;
};

const told = (steps: readonly Step[], trust: Trust): readonly string[] =>
  steps.flatMap((each) => {
    trust.tell(each);
    return trust.tasks.flatMap((task) => nobodyFor(task, trust.roster) ?? []);
  });

describe('an open task', () => {
  it('is at every moment with somebody who is there and may decide, or with whoever must find somebody, whoever comes, goes, is away, may not sign in or loses a role', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        expect(told(steps, new Trust())).toEqual([]);
      }),
      { numRuns: 1000 },
    ));
  it('would be found with somebody who may not sign in, or may not decide, if nothing were done about administration', () => {
    const ofAdministration = fc.array(
      step.filter(({ kind }) => ['stopped', 'in-use', 'roles', 'take'].includes(kind)),
      { maxLength: 20 },
    );
    const wrong = fc.sample(ofAdministration, { numRuns: 100, seed: 7 }).flatMap((steps) => told(steps, new Trust(true)));
    expect(new Set(wrong)).toContain('ruth is not there');
  });
  it('would be found with nobody if nothing were done about absences', () => {
    const found = fc
      .sample(fc.array(step, { maxLength: 60 }), { numRuns: 200, seed: 7 })
      .some((steps) => told(steps, new Trust(true)).length > 0);
    expect(found).toBe(true);
  });
  it('is its owner’s again, and nobody else’s, once everybody is back', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const trust = new Trust();
        for (const each of steps) trust.tell(each);
        const before = trust.tasks.map((task) => (task as TaskOpenState).owner);
        const everybody = rosterOf({ teams: trust.roster.teams.map((one) => ({ ...one, members: [...people] })) });
        for (const [index, task] of trust.tasks.entries()) {
          const after = holding(task as TaskOpenState, everybody);
          expect(after === undefined || after.type === 'TaskReturned').toBe(true);
          expect((task as TaskOpenState).owner).toEqual(before[index]);
        }
      }),
      { numRuns: 200 },
    ));
});
