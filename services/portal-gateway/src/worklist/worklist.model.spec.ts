import { describe, expect, it } from '@jest/globals';
import { parseCivilDate } from '@rms/nhs';
import type { WorkItem } from './work-items.view.js';
import { byUrgency } from './urgency.model.js';
import { worklistOf, type Kind, type Looking, type Whose } from './worklist.model.js';

const looking: Looking = {
  subject: 'ruth',
  roles: ['clinical-nurse-specialist'],
  now: '2026-03-04T10:00:00.000Z',
  teams: ['nurses'],
  today: parseCivilDate('2026-03-04')!,
  holidays: new Set(),
  nameOf: (person) => (person === 'david' ? 'David Penrose' : undefined),
};
const item = (id: string, more: Partial<WorkItem> = {}): WorkItem => ({
  _id: id,
  trust: 'ZT001',
  open: true,
  kind: 'review',
  about: 'v1',
  settledBy: 'pathway',
  band: 'possible-recurrence',
  seriousness: 2,
  title: 'Result to review',
  why: 'PSA 0.27 is at or above the limit. Rule: PSA 0.2. Source: a guideline.',
  openedAt: '2026-03-03T09:00:00.000Z',
  dueOn: '2026-03-05',
  team: 'nurses',
  teamName: 'Urology nurses',
  person: 'ruth',
  role: 'clinical-nurse-specialist',
  followUp: 'f1',
  escalations: [],
  ...more,
});
const banner = {
  patient: 'allan',
  family: 'Allan',
  given: 'George',
  bornOn: '1957-05-12',
  nhsNumber: '9990004129',
  sex: 'male',
  needs: [{ kind: 'interpreter', says: 'Interpreter: Polish' }],
  died: false,
  suspendedUntil: [],
};
const list = (items: readonly WorkItem[], whose: Whose = 'trust', kind: Kind = 'everything') => worklistOf(items, { whose, kind }, looking);
const ids = (items: readonly WorkItem[], whose?: Whose, kind?: Kind) =>
  list(items, whose, kind).bands.flatMap((band) => band.lines.map((line) => line.id));
const onlyLine = (more: Partial<WorkItem>) => list([item('one', more)]).bands[0]!.lines[0]!;

describe('the order of the worklist', () => {
  it('is most serious first, whatever is due sooner', () => {
    expect(ids([item('mild', { seriousness: 3, dueOn: '2026-01-01' }), item('grave', { seriousness: 1 })])).toEqual(['grave', 'mild']);
  });
  it('is then the one longest past its limit', () => {
    expect(ids([item('later', { dueOn: '2026-03-03' }), item('sooner', { dueOn: '2026-03-02' })])).toEqual(['sooner', 'later']);
  });
  it('is then the one that has waited longest', () => {
    const [new_, old] = [item('a', { openedAt: '2026-03-03T10:00:00.000Z' }), item('b', { openedAt: '2026-03-03T09:00:00.000Z' })];
    expect(ids([new_, old])).toEqual(['b', 'a']);
  });
  it('is the same every time for items alike in all of these', () => {
    expect(ids([item('b'), item('a')])).toEqual(['a', 'b']);
    expect(byUrgency(item('a'), item('a'))).toBe(0);
  });
  it('keeps bands by harm: possible recurrence, other decisions, missed tests, what was promised, messages', () => {
    const { bands } = list([
      item('d', { band: 'decision', seriousness: 1 }),
      item('t', { band: 'test-missed', seriousness: 1 }),
      item('m', { band: 'message', seriousness: 1 }),
      item('p', { band: 'promised', seriousness: 1 }),
      item('r', { seriousness: 9 }),
    ]);
    expect(bands.map((band) => [band.title, band.lines.map((line) => line.id)])).toEqual([
      ['Possible recurrence or new symptom', ['r']],
      ['Other decisions', ['d']],
      ['Test missed', ['t']],
      ['Letter or call promised', ['p']],
      ['Message to sort out', ['m']],
    ]);
  });
});

describe('whose work is shown', () => {
  const items = [
    item('mine'),
    item('my-team', { person: 'david' }),
    item('mine-elsewhere', { team: 'coordinators' }),
    item('other', { team: 'coordinators', person: 'kit' }),
  ];
  it.each<[Whose, string[]]>([
    ['mine', ['mine', 'mine-elsewhere']],
    ['team', ['mine', 'mine-elsewhere', 'my-team']],
    ['trust', ['mine', 'mine-elsewhere', 'my-team', 'other']],
  ])('%s', (whose, expected) => expect(ids(items, whose)).toEqual(expected));
  it('is counted for each choice, whichever is chosen', () => {
    expect(list(items, 'mine').whose).toEqual([
      { key: 'mine', text: 'Mine', count: 2, current: true },
      { key: 'cover', text: 'Mine by cover', count: 0, current: false },
      { key: 'team', text: 'My team', count: 3, current: false },
      { key: 'trust', text: 'Whole trust', count: 4, current: false },
    ]);
  });
});

describe('kinds of work', () => {
  const items = [
    item('review'),
    item('recall', { kind: 'recall', band: 'promised', person: 'kit' }),
    item('held', { kind: 'quarantine', band: 'message' }),
  ];
  it('can be looked at one at a time', () => {
    expect(ids(items, 'trust', 'recall')).toEqual(['recall']);
    expect(list(items, 'trust', 'quarantine').kinds.find((kind) => kind.current)).toEqual({
      key: 'quarantine',
      text: 'Messages',
      count: 1,
      current: true,
    });
  });
  it('are counted among what is shown of mine, my team’s or the trust’s', () => {
    expect(list(items, 'mine').kinds.map(({ key, count }) => [key, count])).toEqual([
      ['everything', 2],
      ['review', 1],
      ['call', 0],
      ['telephone', 0],
      ['recall', 0],
      ['letter', 0],
      ['quarantine', 1],
      ['exception', 0],
    ]);
  });
});

describe('a line of the worklist', () => {
  it('says how many working days it is past its limit, a weekend not counted', () => {
    expect(onlyLine({ dueOn: '2026-02-27' })).toMatchObject({ state: 'late', clock: '3 working days late' });
  });
  it('is a working day late at once, even when only a weekend has passed', () => {
    const sunday = { ...looking, today: parseCivilDate('2026-03-08')! };
    const { bands } = worklistOf([item('one', { dueOn: '2026-03-06' })], { whose: 'trust', kind: 'everything' }, sunday);
    expect(bands[0]!.lines[0]).toMatchObject({ state: 'late', clock: '1 working day late' });
  });
  it('says that it is due today, or by when', () => {
    expect(onlyLine({ dueOn: '2026-03-04' })).toMatchObject({ state: 'today', clock: 'By today' });
    expect(onlyLine({ dueOn: '2026-03-05' })).toMatchObject({ state: 'in', clock: 'By 5 March 2026' });
  });
  it('says how long it has waited and how long it may', () => {
    expect(onlyLine({})).toMatchObject({ waited: '1 working day', limit: '2 working days' });
    expect(onlyLine({ openedAt: '2026-03-04T08:00:00.000Z' })).toMatchObject({ waited: 'under 1 working day' });
  });
  it('does not count a bank holiday as waiting', () => {
    const items = [item('one', { openedAt: '2026-03-02T09:00:00.000Z' })];
    const [holiday] = worklistOf(items, { whose: 'trust', kind: 'everything' }, { ...looking, holidays: new Set(['2026-03-03']) }).bands;
    expect(holiday!.lines[0]).toMatchObject({ waited: '1 working day', limit: '2 working days' });
  });
  it('counts days as people in London do: a task of 23:30 UTC in summer is of the next day', () => {
    const summer = { ...looking, today: parseCivilDate('2026-07-02')! };
    const { bands } = worklistOf([item('one', { openedAt: '2026-07-01T23:30:00.000Z' })], { whose: 'trust', kind: 'everything' }, summer);
    expect(bands[0]!.lines[0]!.waited).toBe('under 1 working day');
  });
  it.each([
    ['you by that word', 'ruth', 'You, Urology nurses'],
    ['a colleague by name', 'david', 'David Penrose, Urology nurses'],
    ['the team alone when nobody has it', '', 'Urology nurses'],
    ['the team alone when the person has no name here', 'gone', 'Urology nurses'],
  ])('names its owner: %s', (_, person, owner) => expect(onlyLine({ person }).owner).toBe(owner));
  it.each([
    ['review', '/follow-ups/f1/reviews/v1', 'Review result'],
    ['recall', '/follow-ups/f1/recalls/v1', 'Record clinic'],
    ['telephone', '/follow-ups/f1/missed-tests/v1', 'Record call'],
    ['quarantine', '/messages/pathway/v1', 'Sort out'],
    ['call', '/calls/v1', 'Return the call'],
    ['exception', '/certificates', 'Open patient'],
  ])('of kind %s leads to where it is settled', (kind, href, act) => expect(onlyLine({ kind })).toMatchObject({ href, act }));
  it('about somebody whom nothing holds leads to the patient', () => {
    expect(onlyLine({ kind: 'exception', banner }).href).toBe(`/patients/${banner.patient}`);
  });
  it('gives the reason without its citation, which stands one click away', () => {
    expect(onlyLine({}).why).toBe('PSA 0.27 is at or above the limit.');
  });
  it('shows who it is about with age, number and needs, and nobody where nobody is known', () => {
    expect(onlyLine({ banner }).identity).toMatchObject({
      name: 'ALLAN, George',
      age: '68',
      nhs: '999 000 4129',
      flags: [{ text: 'Interpreter: Polish', colour: 'blue' }],
    });
    expect(onlyLine({}).identity).toBeUndefined();
  });
});

describe('the sum of the worklist', () => {
  it('adds up: late, today and within the limit make the total', () => {
    const items = [item('a', { dueOn: '2026-03-01' }), item('b', { dueOn: '2026-03-04' }), item('c'), item('d')];
    expect(list(items)).toMatchObject({
      total: 4,
      sum: '4 items: 1 past the limit, 1 due today, 2 within the limit. Most serious first, then longest past its limit.',
    });
  });
  it('knows when the newest task of all came, also one that is not shown', () => {
    const items = [item('a'), item('b', { person: 'kit', team: 'x', openedAt: '2026-03-04T08:00:00.000Z' })];
    expect(list(items, 'mine').newest).toBe('2026-03-04T08:00:00.000Z');
  });
  it('of an empty list says so with zeros, and shows no band', () => {
    expect(list([])).toMatchObject({
      bands: [],
      total: 0,
      newest: '',
      sum: '0 items: 0 past the limit, 0 due today, 0 within the limit. Most serious first, then longest past its limit.',
    });
  });
});

describe('work in the place of others', () => {
  const nurse = { teamName: 'Urology nurses', role: 'clinical-nurse-specialist' };
  const covered = item('covered', { person: 'david', cover: { by: { ...nurse, person: 'ruth' }, untilOn: '2026-03-20' } });
  const told = item('told', {
    person: 'david',
    team: 'x',
    escalations: [
      { level: 'team-lead', to: { ...nurse, person: 'ruth' }, because: 'It was to be done by 2 March 2026', at: '' },
      { level: 'consultant', to: { teamName: 'c', role: 'consultant' }, because: 'It was to be done by 2 March 2026', at: '' },
    ],
    escalatesAt: '2026-03-05T09:00:00.000Z',
  });
  const ofTheRole = item('of-the-role', { person: '', team: '', teamName: 'Every clinical nurse specialist of the trust' });
  const another = item('another', { person: '', team: '', role: 'consultant' });

  it('is mine: what I cover, what I was told of, and what is my role’s', () => {
    expect(ids([covered, told, ofTheRole, another], 'mine').sort()).toEqual(['covered', 'of-the-role', 'told']);
    expect(ids([covered, told, ofTheRole, another], 'cover')).toEqual(['covered']);
  });
  it('says whose it is, who acts meanwhile, who was told and when the next one is', () => {
    expect(list([covered]).bands[0]!.lines[0]).toMatchObject({
      owner: 'David Penrose, Urology nurses',
      cover: 'David Penrose is away until 20 March 2026. Meanwhile: you',
    });
    expect(list([told]).bands[0]!.lines[0]).toMatchObject({
      escalated: 'Told to the team lead (you) and the consultants as well. It was to be done by 2 March 2026.',
      next: 'If nothing is done, the next in line is told on 5 March 2026, 09:00',
    });
  });
});

describe('a limit of hours', () => {
  const call = (dueAt: string) => onlyLine({ kind: 'call', dueAt, dueOn: dueAt.slice(0, 10) });
  it('says by what time, and how late it is on its day', () => {
    expect(call('2026-03-04T17:00:00.000Z')).toMatchObject({ state: 'today', clock: 'By 17:00 today' });
    expect(call('2026-03-05T11:00:00.000Z')).toMatchObject({ state: 'in', clock: 'By 5 March 2026, 11:00' });
    expect(call('2026-03-04T09:20:00.000Z')).toMatchObject({ state: 'late', clock: '40 minutes late' });
    expect(call('2026-03-04T07:59:00.000Z')).toMatchObject({ state: 'late', clock: '2 hours late' });
    expect(call('2026-03-02T17:00:00.000Z')).toMatchObject({ state: 'late', clock: '2 working days late' });
  });
  it('comes before the limit of a day', () => {
    const [day, hours] = [item('day', { dueOn: '2026-03-04' }), item('hours', { dueOn: '2026-03-04', dueAt: '2026-03-04T17:00:00.000Z' })];
    expect(ids([day, hours])).toEqual(['hours', 'day']);
  });
});

describe('a long list', () => {
  const many = Array.from({ length: 230 }, (_, n) => item(`i${String(n).padStart(3, '0')}`));
  it('is shown in parts, and counted as a whole', () => {
    const third = worklistOf(many, { whose: 'trust', kind: 'everything', part: 3 }, looking);
    expect(third.part).toEqual({ number: 3, of: 3, from: 201, to: 230 });
    expect(third.bands[0]!.lines.map((line) => line.id)).toEqual(many.slice(200).map((one) => one._id));
    expect(third.total).toBe(230);
    expect(list([]).part).toEqual({ number: 1, of: 1, from: 1, to: 0 });
    expect(worklistOf(many, { whose: 'trust', kind: 'everything', part: 9 }, looking).part.number).toBe(3);
  });
});
