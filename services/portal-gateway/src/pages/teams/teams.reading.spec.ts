import { describe, expect, it } from '@jest/globals';
import type { WorkItem } from '../../worklist/work-items.view.js';
import { staffEffects, teamEffects } from './effects.model.js';
import { readStaff } from './staff.reading.js';
import { readChange, readNewTeam } from './team.reading.js';

const fieldsOf = (read: { readonly ok: boolean }) =>
  'errors' in read ? (read.errors as { field: string }[]).map(({ field }) => field) : [];

describe('the form for a new team', () => {
  it('asks for a name, members and work, and for a lead among them', () => {
    expect(fieldsOf(readNewTeam({}, { members: [], receives: [] }))).toEqual(['name', 'members', 'receives']);
    expect(fieldsOf(readNewTeam({ name: 'N', lead: 'david' }, { members: ['ruth'], receives: ['reviews'] }))).toEqual(['lead']);
    expect(readNewTeam({ name: 'N', lead: 'ruth' }, { members: ['ruth'], receives: ['reviews', 'parcels'] })).toEqual({
      ok: true,
      order: { kind: 'form', name: 'N', members: ['ruth'], lead: 'ruth', receives: ['reviews'] },
    });
  });
});

describe('the form that changes a team', () => {
  it('changes one thing at a time', () => {
    expect(readChange({ what: 'join', joinPerson: 'nadia', withdrawPerson: 'leah' }, [])).toEqual({
      ok: true,
      order: { kind: 'join', person: 'nadia' },
    });
    expect(readChange({ what: 'work' }, ['calls'])).toEqual({ ok: true, order: { kind: 'work', receives: ['calls'] } });
  });
  it('says what is missing, where it is missing', () => {
    expect(fieldsOf(readChange({}, []))).toEqual(['what']);
    expect(fieldsOf(readChange({ what: 'lead' }, []))).toEqual(['leadPerson']);
    expect(fieldsOf(readChange({ what: 'work' }, []))).toEqual(['receives']);
  });
});

const days = { 'from-day': '9', 'from-month': '3', 'from-year': '2026', 'until-day': '20', 'until-month': '3', 'until-year': '2026' };
describe('the form about an absence', () => {
  it('reads the days and who acts meanwhile', () => {
    expect(readStaff({ what: 'away', ...days, cover: 'leah' })).toEqual({
      ok: true,
      order: { kind: 'away', fromOn: '2026-03-09', untilOn: '2026-03-20', cover: 'leah' },
    });
    expect(fieldsOf(readStaff({ what: 'away', ...days, 'until-day': '8' }))).toEqual(['until']);
    expect(fieldsOf(readStaff({ what: 'away', ...days, 'from-day': '31', 'from-month': '2' }))).toEqual(['from']);
    expect(fieldsOf(readStaff({ what: 'away' }))).toEqual(['from', 'until']);
  });
  it('reads leaving, coming back, and an absence that is over', () => {
    expect(readStaff({ what: 'left', successor: 'leah' })).toEqual({ ok: true, order: { kind: 'left', cover: 'leah' } });
    expect(readStaff({ what: 'back' })).toEqual({ ok: true, order: { kind: 'back' } });
    expect(readStaff({ what: 'off', absence: 'a' })).toEqual({ ok: true, order: { kind: 'off', absence: 'a' } });
    expect(fieldsOf(readStaff({ what: 'off' }))).toEqual(['absence']);
    expect(fieldsOf(readStaff({}))).toEqual(['what']);
  });
});

describe('what a change will do', () => {
  const nameOf = (person: string) => person.toUpperCase();
  const open = [{ person: 'ruth' }, { person: 'ruth' }, { person: 'leah' }] as unknown as readonly WorkItem[];
  it('counts the tasks that go to somebody else', () => {
    const away = staffEffects({ kind: 'away', fromOn: '2026-03-09', untilOn: '2026-03-20', cover: 'leah' }, 'ruth', { nameOf, open });
    expect(away.map(({ what, rest }) => `${what} ${rest}`)).toContain('2 open tasks and what comes meanwhile: LEAH acts');
    const left = staffEffects({ kind: 'left' }, 'leah', { nameOf, open });
    expect(left.map(({ what, rest }) => `${what} ${rest}`)).toContain(
      '1 open task goes to the lead of each task’s team, or the team, for good',
    );
  });
  it('says that a team is left without a lead', () => {
    const team = { _id: 'n', trust: 't', published: 1, name: 'N', members: ['ruth'], lead: 'ruth', receives: [] };
    const effects = teamEffects({ kind: 'withdraw', person: 'ruth' }, { nameOf, open, team });
    expect(effects.map(({ what }) => what)).toContain('The team has no lead');
  });
});
