import { describe, expect, it } from '@jest/globals';
import type { WorkItem } from '../../worklist/work-items.view.js';
import { teamEffects } from './effects.model.js';
import { leadOf } from './people.js';
import { leavingEffects, staffEffects, type WhoWouldAct } from './staff-effects.model.js';
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
  const would: WhoWouldAct = {
    tasks: [
      { kind: 'review', count: 2, to: { teamName: 'Nurses', team: 'n', person: 'nadia' } },
      { kind: 'letter', count: 1, to: { teamName: 'Nurses', team: 'n', person: 'tom' } },
      { kind: 'call', count: 3, to: { teamName: 'Nurses', team: 'n' } },
    ],
    comes: [{ work: 'reviews', to: { teamName: 'Nurses', team: 'n', person: 'nadia' } }],
    notForCover: ['review', 'call'],
    coverAway: [{ fromOn: '2026-03-10', untilOn: '2026-03-11' }],
    nobodyFor: [],
    withoutLead: [],
  };
  const said = (order: Parameters<typeof staffEffects>[0], more: Partial<WhoWouldAct> | undefined = {}) =>
    staffEffects(order, 'ruth', { nameOf, would: { ...would, ...more } }).map(
      ({ what, rest, warns }) => `${warns === true ? 'Warning: ' : ''}${what} ${rest}`,
    );
  const away = { kind: 'away', fromOn: '2026-03-09', untilOn: '2026-03-20', cover: 'tom' } as const;
  it('says of each kind of task who really has it, and warns where that is not who was named', () => {
    expect(said(away)).toEqual([
      'RUTH is away from 9 March 2026 to 20 March 2026, both days included',
      '2 results and decisions: NADIA acts',
      '1 letter to see to: TOM acts',
      '3 calls to return: the team Nurses acts',
      'New work (results to review): NADIA acts',
      'Warning: TOM may not settle results and decisions, calls to return: they go to others, as said above',
      'Warning: TOM is away from 10 March 2026 to 11 March 2026. On those days somebody else acts',
      'Afterwards what is still open is his or hers again, by itself',
    ]);
  });
  it('says plainly that nobody is there, and that a team has no lead', () => {
    const left = said({ kind: 'left' }, { nobodyFor: ['review'], withoutLead: ['Nurses'], tasks: [], comes: [] });
    expect(left).toEqual(
      expect.arrayContaining([
        'No open task goes to anybody else',
        'Warning: Nobody who may settle results and decisions is at the trust then. The service managers of the trust have these tasks until somebody is found',
        'Warning: Nurses has no lead until you name another',
      ]),
    );
  });
  it('says to whom the work goes of somebody who may not sign in any more, or has lost a role', () => {
    const managers = { ...would, tasks: [{ kind: 'review', count: 1, to: { teamName: 'The service managers of the trust' } }], comes: [] };
    expect(leavingEffects(managers, nameOf).map(({ what, rest }) => `${what} ${rest}`)[0]).toBe(
      '1 result or decision: to the service managers of the trust',
    );
    expect(leavingEffects(undefined, nameOf)).toMatchObject([{ what: 'Who would act', warns: true }]);
  });
  it('promises nothing where it cannot be said who acts', () =>
    expect(staffEffects(away, 'ruth', { nameOf, would: undefined }).map(({ what }) => what)).toContain('Who would act'));
  it('shows nobody as the lead who has left, or may not sign in', () => {
    const one = (inUse: boolean) => [{ person: 'ruth', inUse }];
    expect([leadOf({ lead: 'ruth' }, one(true)), leadOf({ lead: 'ruth' }, one(false)), leadOf({}, one(true))]).toEqual([
      'ruth',
      undefined,
      undefined,
    ]);
  });
  it('says that a team is left without a lead', () => {
    const team = { _id: 'n', trust: 't', published: 1, name: 'N', members: ['ruth'], lead: 'ruth', receives: [] };
    const effects = teamEffects({ kind: 'withdraw', person: 'ruth' }, { nameOf, open, team });
    expect(effects.map(({ what }) => what)).toContain('The team has no lead');
  });
});
