import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import fc from 'fast-check';
import { contradictionIn, deathIn } from './death-words.js';
import { patientDecider } from './patient.decider.js';
import type { PatientCommand, PatientEvent, Said } from './patient.facts.js';
import { deathOf, type Registered } from './patient.state.js';

const given = scenario(patientDecider);
const t = (n: number) => `2026-03-0${String(n)}T09:00:00.000Z`;
const supplied = (at: number, said: Said, letCountBy?: string) => ({
  asOf: t(at),
  said,
  identifiers: [{ authority: 'NHS', id: '9990004129' }],
  retires: [],
  ...(letCountBy === undefined ? {} : { letCountBy }),
});
const registered: PatientCommand = {
  type: 'RegisterPatient',
  feed: 'register',
  supplied: supplied(1, { name: { family: 'Allan', given: 'George' } }),
};
const says = (feed: string, at: number, died: boolean, letCountBy?: string): PatientCommand => ({
  type: 'CorrectDemographics',
  feed,
  supplied: supplied(at, { death: { died } }, letCountBy),
});
const run = (...commands: PatientCommand[]): PatientEvent[] => {
  const events: PatientEvent[] = [];
  for (const c of [registered, ...commands]) events.push(...given(...events).when(c).events);
  return events;
};
const state = (...commands: PatientCommand[]) => given(...run(...commands)).state as Registered;
const against = (known: Registered, { feed, supplied: told }: Extract<PatientCommand, { readonly type: 'CorrectDemographics' }>) =>
  contradictionIn(known.deaths, { feed, supplied: told });
const told = (...of: Parameters<typeof says>) => says(...of) as Extract<PatientCommand, { readonly type: 'CorrectDemographics' }>;

describe('a reported death', () => {
  it('is withdrawn by the sender that reported it', () =>
    expect(deathOf(state(says('register', 2, true), says('register', 3, false)))).toEqual({ died: false }));
  it('is not withdrawn by another sender’s N, whichever came first', () => {
    expect(deathOf(state(says('register', 2, true), says('pas', 3, false)))).toEqual({ died: true });
    expect(deathOf(state(says('pas', 3, false), says('register', 2, true)))).toEqual({ died: true });
  });
  it('stands as long as one of two senders says so', () =>
    expect(deathOf(state(says('register', 2, true), says('pas', 3, true), says('pas', 4, false)))).toEqual({ died: true }));
  it('is withdrawn by any sender’s N that a person let count, and stays so when the sender repeats its N', () => {
    const events = run(says('register', 2, true), says('pas', 3, false, 'kit'), says('pas', 4, false));
    expect(events.map(({ type }) => type).filter((type) => !type.startsWith('Demographics'))).toEqual([
      'PatientRegistered',
      'PatientDied',
      'DeathWithdrawn',
    ]);
    expect(deathOf(given(...events).state as Registered)).toEqual({ died: false });
  });
  it('is the same in whatever order its words come', () => {
    const words = [
      says('register', 2, true),
      says('pas', 3, false),
      says('lab', 4, true),
      says('lab', 5, false),
      says('pas', 6, false, 'kit'),
      says('register', 7, true),
      says('register', 8, false),
    ];
    const straight = state(...words).deaths;
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (shuffled) =>
        expect(state(...shuffled, ...shuffled).deaths).toEqual(straight),
      ),
      { seed: 1, numRuns: 60 },
    );
    expect(deathIn(straight)).toEqual({ died: false });
  });
  it('goes with the record into the one it is merged into, and with it who reported it', () => {
    const gone = state(says('register', 2, true));
    const merge: PatientCommand = {
      type: 'AbsorbPatient',
      retired: 'other',
      brought: gone.fields,
      deaths: gone.deaths,
      identifiers: gone.identifiers,
    };
    expect(deathOf(state(says('pas', 3, false), merge))).toEqual({ died: true });
    expect(deathOf(state(merge, says('register', 4, false)))).toEqual({ died: false });
  });
  it('stays withdrawn where another sender’s word withdrew it before senders were told apart', () => {
    const n = says('pas', 3, false) as Extract<PatientCommand, { readonly type: 'CorrectDemographics' }>;
    const was: PatientEvent[] = [
      ...run(says('register', 2, true)),
      { type: 'DemographicsConfirmed', feed: 'pas', supplied: n.supplied },
      { type: 'DeathWithdrawn' },
    ];
    expect(deathOf(given(...was).state as Registered)).toEqual({ died: false });
  });
  it('is recorded with the next message where it had been held for older than another sender’s N', () => {
    const late = says('register', 2, true) as Extract<PatientCommand, { readonly type: 'CorrectDemographics' }>;
    const was: PatientEvent[] = [
      ...run(says('pas', 3, false)),
      { type: 'DemographicsConfirmed', feed: 'register', supplied: late.supplied },
    ];
    expect(
      given(...was)
        .when(says('register', 4, true))
        .events.map(({ type }) => type),
    ).toContain('PatientDied');
  });
  it('was nobody’s in particular in a merge of before senders were told apart', () => {
    const old: PatientEvent = {
      type: 'PatientAbsorbed',
      retired: 'other',
      brought: { death: { asOf: t(2), value: { died: true } } },
      identifiers: [],
      demographics: { localIds: [], formerIds: [], name: { family: '', given: '' }, sex: 'unknown', needs: [] },
    };
    const known = given(...run(), old).state as Registered;
    expect(deathOf(known)).toEqual({ died: true });
    expect(against(known, told('register', 3, false))).toBe('lives');
  });
});

describe('a word against what is known of a death', () => {
  const dead = state(says('register', 2, true));
  const found = state(says('register', 2, true), says('pas', 3, false, 'kit'));
  it.each<readonly [string, Registered, ReturnType<typeof told>, 'lives' | 'died' | undefined]>([
    ['another sender says that he lives', dead, told('pas', 3, false), 'lives'],
    ['the sender that reported it says so', dead, told('register', 3, false), undefined],
    ['another sender said so before it', dead, told('pas', 1, false), undefined],
    ['another sender says it too', dead, told('pas', 3, true), undefined],
    ['somebody who is alive is alive', state(), told('pas', 3, false), undefined],
    ['the sender repeats what was found to be an error', found, told('register', 4, true), 'died'],
    ['another sender reports a death after it', found, told('lab', 4, true), undefined],
    ['an old report of it comes again', found, told('register', 2, true), undefined],
  ])('is asked about or not: %s', (_what, known, word, expected) => expect(against(known, word)).toBe(expected));
});
