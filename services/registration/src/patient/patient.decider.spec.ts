import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import fc from 'fast-check';
import { patientDecider } from './patient.decider.js';
import type { PatientCommand, PatientEvent, Said, Supplied } from './patient.facts.js';
import { deathOf, demographicsOf, type Registered } from './patient.state.js';

const given = scenario(patientDecider);
const nhs = (id: string) => ({ authority: 'NHS', id });
const t = (n: number) => `2026-03-0${String(n)}T09:00:00.000Z`;
const supplied = (at: number, said: Said, more: Partial<Supplied> = {}): Supplied => ({
  asOf: t(at),
  said,
  identifiers: [nhs('9990004129')],
  retires: [],
  ...more,
});
const allan: Said = {
  name: { family: 'Allan', given: 'George', title: 'Mr' },
  bornOn: '1957-05-12',
  sex: 'male',
  address: { lines: ['12 Mill Lane', 'Northmoor'], postcode: 'ZZ1 4HR' },
};
const register: PatientCommand = { type: 'RegisterPatient', feed: 'register', supplied: supplied(1, allan) };
const correct = (at: number, said: Said, more: Partial<Supplied> = {}): PatientCommand => ({
  type: 'CorrectDemographics',
  feed: 'pas',
  supplied: supplied(at, said, more),
});
const run = (...commands: PatientCommand[]): PatientEvent[] => {
  const events: PatientEvent[] = [];
  for (const c of commands) events.push(...given(...events).when(c).events);
  return events;
};
const now = (events: readonly PatientEvent[]) => given(...events).state as Registered;
const types = (events: readonly PatientEvent[]) => events.map((e) => e.type);

describe('a patient record', () => {
  it('is registered once; a second registration corrects it', () => {
    const events = run(register, { type: 'RegisterPatient', feed: 'register', supplied: supplied(2, { phone: '01632 960417' }) });
    expect(types(events)).toEqual(['PatientRegistered', 'DemographicsCorrected']);
    expect(demographicsOf(now(events))).toMatchObject({ nhsNumber: '9990004129', name: { family: 'Allan' }, phone: '01632 960417' });
  });
  it('keeps what a message does not mention, and removes what it says to remove', () => {
    const events = run(register, correct(2, { phone: '01632 960417' }), correct(3, { address: null }));
    expect(demographicsOf(now(events))).toEqual(expect.objectContaining({ phone: '01632 960417', name: allan.name }));
    expect(demographicsOf(now(events)).address).toBeUndefined();
  });
  it('does not let an older message overwrite a newer one, even one that only confirmed', () => {
    const events = run(register, correct(3, { sex: 'male' }), correct(2, { sex: 'female', phone: 'older' }));
    expect(demographicsOf(now(events))).toMatchObject({ sex: 'male', phone: 'older' });
    expect(types(events)).toEqual(['PatientRegistered', 'DemographicsConfirmed', 'DemographicsCorrected']);
  });
  it('says nothing about a message that is older in everything', () =>
    given(...run(register, correct(3, allan)))
      .when(correct(2, allan))
      .thenNothing());
  it('records death and its withdrawal by the newest word of its sender', () => {
    const died = run(register, correct(2, { death: { died: true, diedOn: '2026-03-01' } }));
    expect(types(died)).toEqual(['PatientRegistered', 'DemographicsConfirmed', 'PatientDied']);
    expect(types(given(...died).when(correct(3, { death: { died: false } })).events)).toEqual(['DemographicsConfirmed', 'DeathWithdrawn']);
    const aliveFirst = run(register, correct(3, { death: { died: false } }), correct(2, { death: { died: true } }));
    expect(deathOf(now(aliveFirst))).toEqual({ died: false });
  });
  it('retires into another once, and is then corrected no more', () => {
    const retired = run(register, { type: 'RetirePatient', into: 'b' });
    given(...retired)
      .when({ type: 'RetirePatient', into: 'b' })
      .thenNothing();
    given(...retired)
      .when({ type: 'RetirePatient', into: 'c' })
      .thenRefused('retired');
    given(...retired)
      .when(correct(4, { phone: '1' }))
      .thenRefused('retired');
  });
  it('absorbs what the other record knew better, and keeps its numbers as former ones', () => {
    const other = now(
      run({
        type: 'RegisterPatient',
        feed: 'register',
        supplied: supplied(2, { ...allan, phone: '01632 960417' }, { identifiers: [nhs('9990005273')] }),
      }),
    );
    const events = run(register, {
      type: 'AbsorbPatient',
      retired: 'other',
      brought: other.fields,
      deaths: other.deaths,
      identifiers: other.identifiers,
    });
    expect(demographicsOf(now(events))).toMatchObject({ nhsNumber: '9990004129', phone: '01632 960417', formerIds: [nhs('9990005273')] });
    given(...events)
      .when({ type: 'AbsorbPatient', retired: 'other', brought: other.fields, deaths: other.deaths, identifiers: other.identifiers })
      .thenNothing();
  });
  it('keeps a number that was retired as a former one, whenever it is mentioned again', () => {
    const events = run(
      register,
      correct(2, {}, { identifiers: [nhs('9990005273')], retires: [nhs('9990004129')] }),
      correct(5, {}, { identifiers: [nhs('9990004129')] }),
    );
    expect(demographicsOf(now(events))).toMatchObject({ nhsNumber: '9990005273', formerIds: [nhs('9990004129')] });
  });
  it('is the same whatever order its messages come in', () => {
    const messages = [
      correct(2, { phone: 'a' }),
      correct(3, { phone: null, sex: 'female' }),
      correct(4, { death: { died: true } }),
      correct(5, { death: { died: false } }),
      correct(3, { sex: 'male' }),
      correct(1, { needs: [{ kind: 'format', says: 'large print' }] }),
    ];
    const straight = demographicsOf(now(run(register, ...messages)));
    fc.assert(
      fc.property(fc.shuffledSubarray(messages, { minLength: messages.length }), (shuffled) => {
        const state = now(run(register, ...shuffled, ...shuffled));
        expect([demographicsOf(state), deathOf(state)]).toEqual([straight, { died: false }]);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
