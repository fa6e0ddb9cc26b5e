import { describe, expect, it } from '@jest/globals';
import { away, opened, roster, somebody, team, worker } from '../task/roster.fixture.js';
import type { Roster } from '../task/task.facts.js';
import type { TaskCopy } from './tasks.projection.js';
import { againstGoing, whoWouldAct, type Going } from './who-would-act.model.js';

const staff = [
  worker('ruth', 'clinical-nurse-specialist'),
  worker('nadia', 'clinical-nurse-specialist'),
  worker('leah', 'support-worker'),
  worker('tom', 'letters-clerk'),
  worker('owen', 'trust-admin'),
];
const task = (id: string, more: Partial<TaskCopy> = {}): TaskCopy => ({
  _id: id,
  trust: 'ZT001',
  published: 1,
  open: true,
  about: id,
  kind: 'review',
  dueOn: '2026-03-10',
  owner: { ...opened.owner, person: 'ruth' },
  isEscalated: false,
  person: 'ruth',
  covering: '',
  team: 'nurses',
  role: '',
  wakeAt: '',
  unacknowledgedSince: '',
  ...more,
});
const today = '2026-03-05';
const days = { fromOn: '2026-03-09', untilOn: '2026-03-20' };
const ruthAway = (cover?: string): Going => ({ what: 'away', person: 'ruth', ...days, ...(cover === undefined ? {} : { cover }) });
const nadiaLeads = (more: Partial<Roster> = {}): Roster => roster({ teams: [team({ lead: 'nadia' })], staff, ...more });
const tasks = [task('a'), task('b'), task('c', { kind: 'letter' }), task('d', { open: false })];
const would = (going: Going, known: Roster, of: readonly TaskCopy[] = tasks) => whoWouldAct(going, of, { roster: known, today });
const told = (going: Going, known: Roster, of?: readonly TaskCopy[]) =>
  would(going, known, of).tasks.map(({ kind, count, to }) => `${String(count)} ${kind}: ${to.person ?? to.teamName}`);

describe('who would act while somebody is away', () => {
  it('is whoever was named, for what his role allows; the rest goes to the lead of the team, or the team', () => {
    expect(told(ruthAway('nadia'), nadiaLeads())).toEqual(['2 review: nadia', '1 letter: nadia']);
    expect(told(ruthAway('tom'), nadiaLeads())).toEqual(['2 review: nadia', '1 letter: tom']);
    expect(would(ruthAway('tom'), nadiaLeads()).notForCover).toEqual(['review']);
    expect(told(ruthAway(), roster({ staff }))).toEqual(['2 review: Northmoor nurses', '1 letter: Northmoor nurses']);
  });
  it('is not whoever was named and is away himself on that day, and the days are said', () => {
    const known = nadiaLeads({
      colleagues: [somebody('tom', { planned: [{ absence: 'x', fromOn: '2026-03-08', untilOn: '2026-03-10' }] })],
    });
    expect(told(ruthAway('tom'), known)).toEqual(['2 review: nadia', '1 letter: nadia']);
    expect(would(ruthAway('tom'), known).coverAway).toEqual([{ absence: 'x', fromOn: '2026-03-08', untilOn: '2026-03-10' }]);
  });
  it('counts who comes back before the absence begins', () =>
    expect(told(ruthAway('nadia'), roster({ staff, colleagues: [away('nadia', '2026-03-08')] }))).toEqual([
      '2 review: nadia',
      '1 letter: nadia',
    ]));
  it('is who must find somebody where nobody who may settle it is there, and that is said', () => {
    const known = nadiaLeads({ colleagues: [away('nadia', '2026-03-31')] });
    expect(told(ruthAway('tom'), known, [task('a')])).toEqual(['1 review: The service managers of the trust']);
    expect(would(ruthAway('tom'), known, [task('a')]).nobodyFor).toEqual(['review']);
    expect(would(ruthAway('nadia'), nadiaLeads()).nobodyFor).toEqual([]);
  });
  it('has the new work of the team that he leads', () =>
    expect(would(ruthAway('tom'), roster({ staff }), []).comes.map(({ work, to }) => `${work}: ${to.person ?? to.teamName}`)).toEqual([
      'reviews: Northmoor nurses',
      'calls: Northmoor nurses',
    ]));
  it('leaves a team without a lead where he has left', () => {
    expect(would({ what: 'left', person: 'ruth' }, roster({ staff })).withoutLead).toEqual(['Northmoor nurses']);
    expect(told({ what: 'left', person: 'ruth', cover: 'tom' }, nadiaLeads())).toEqual(['2 review: nadia', '1 letter: tom']);
  });
});

describe('who would act once somebody may not sign in, or has lost the role', () => {
  const out: Going = { what: 'out-of-use', person: 'ruth' };
  const clerk: Going = { what: 'roles', person: 'ruth', roles: ['letters-clerk'] };
  const alone = roster({ staff: staff.map((one) => (one.person === 'nadia' ? { ...one, inUse: false } : one)) });
  it.each([out, clerk])('is the lead of the team, or the team: $what', (going) => {
    expect(told(going, nadiaLeads())[0]).toBe('2 review: nadia');
    expect(would(going, nadiaLeads()).nobodyFor).toEqual([]);
  });
  it.each([out, clerk])('is the service managers where nobody is left who may decide, and that is said: $what', (going) => {
    expect(told(going, alone)[0]).toBe('2 review: The service managers of the trust');
    expect(would(going, alone).nobodyFor).toEqual(['review']);
  });
  it('is said to be nobody for results also where none is open', () => expect(would(out, alone, []).nobodyFor).toEqual(['review']));
  it('is no worse than before where nobody could decide anyhow', () =>
    expect(would(out, roster({ staff: [worker('ruth', 'letters-clerk'), worker('tom', 'letters-clerk')] }), []).nobodyFor).toEqual([]));
});

describe('what is said against it', () => {
  it('is that who was named has left, or may not sign in', () => {
    expect(againstGoing(ruthAway('tom'), nadiaLeads({ colleagues: [somebody('tom', { left: true })] }))).toBe('cover-has-left');
    expect(againstGoing(ruthAway('tom'), nadiaLeads({ staff: [worker('tom', 'letters-clerk', { inUse: false })] }))).toBe('cover-has-left');
    expect(againstGoing(ruthAway('tom'), nadiaLeads())).toBeUndefined();
  });
  it('is that who was named is away for the whole time, in one absence or several', () => {
    const planned = (...all: readonly (readonly [string, string])[]) =>
      nadiaLeads({ colleagues: [somebody('tom', { planned: all.map(([fromOn, untilOn]) => ({ absence: fromOn, fromOn, untilOn })) })] });
    expect(againstGoing(ruthAway('tom'), planned(['2026-03-09', '2026-03-20']))).toBe('cover-away');
    expect(againstGoing(ruthAway('tom'), planned(['2026-03-09', '2026-03-12'], ['2026-03-13', '2026-03-21']))).toBe('cover-away');
    expect(againstGoing(ruthAway('tom'), planned(['2026-03-09', '2026-03-19']))).toBeUndefined();
    expect(againstGoing({ what: 'left', person: 'ruth', cover: 'tom' }, planned(['2026-03-01', '2026-03-31']))).toBeUndefined();
  });
});
