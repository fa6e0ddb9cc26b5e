import { describe, expect, it } from '@jest/globals';
import type { Demographics } from '@rms/contracts';
import type { Draft, Owed } from '../letter/letter.facts.js';
import { nothingStarted } from '../what-a-letter-says/follow-up-known.reading.js';
import { obstacleAtTheGate, type AtTheGate } from './dispatch-gate.reading.js';

const demographics: Demographics = {
  localIds: [],
  formerIds: [],
  name: { family: 'Allan', given: 'George', title: 'Mr' },
  sex: 'male',
  address: { lines: ['4 Harbour Row', 'Northmoor'], postcode: 'ZZ1 4HR' },
  gpPractice: { ods: 'Z99001', name: 'Millpond Surgery' },
  phone: '07700 900123',
  needs: [],
};
const owed: Owed = { patient: 'p', followUp: 'f', about: 'result', weight: 'reassuring', to: 'patient', by: '2026-03-16', says: 's' };
const draft: Draft = {
  template: { template: 't', name: 'result-patient', version: 1 },
  on: '2026-03-10',
  channel: 'post',
  print: 'standard',
  to: ['Mr George Allan', '4 Harbour Row', 'Northmoor', 'ZZ1 4HR'],
  text: ['t'],
  madeFrom: { 'pathway.follow-up-f': 3, 'results.result-r': 1, 'registration.patient-p': 2 },
  contentSha256: 'c',
  pdfSha256: 'x',
  approveBy: '2026-03-12',
};
const gate = (more: Partial<AtTheGate> = {}, who: Partial<AtTheGate['now']['patient']> = {}): AtTheGate => ({
  owed,
  draft,
  now: {
    patient: { demographics, confirmedAt: '2026-03-01T09:00:00.000Z', died: false, ...who },
    followUp: nothingStarted,
    report: undefined,
    sender: undefined,
    template: undefined,
    madeFrom: draft.madeFrom,
  },
  today: '2026-03-10',
  house: { isTraining: true, closedPractices: new Set(['Z99009']) },
  addressGoodForDays: 366,
  post: {},
  ...more,
});
const why = (at: AtTheGate): string | undefined => obstacleAtTheGate(at)?.why;
const withPerson = (more: Partial<Demographics>, at: Partial<AtTheGate> = {}): string | undefined =>
  why(gate(at, { demographics: { ...demographics, ...more } }));
const withFacts = (madeFrom: Readonly<Record<string, number>>): string | undefined => why(gate({ now: { ...gate().now, madeFrom } }));
const toTheGp = {
  owed: { ...owed, to: 'gp' },
  draft: { ...draft, channel: 'gp-mailbox', to: ['Millpond Surgery', 'Practice Z99001'] },
} as const;

describe('the gate', () => {
  it('lets a letter leave that nothing speaks against', () => {
    expect(why(gate())).toBeUndefined();
    expect(why(gate(toTheGp))).toBeUndefined();
  });
  it('stops for a death, whatever else is so', () => expect(why(gate({}, { died: true, demographics: undefined }))).toBe('patient-died'));
  it('stops for a record that went into another', () => expect(why(gate({}, { retiredInto: 'q' }))).toBe('record-merged'));
  it('stops for anything newer in the follow-up, and for a newer report', () => {
    expect(withFacts({ ...draft.madeFrom, 'pathway.follow-up-f': 4 })).toBe('newer-facts');
    expect(withFacts({ ...draft.madeFrom, 'results.result-r': 2 })).toBe('result-newer');
    expect(withFacts({ ...draft.madeFrom, 'registration.patient-p': 9 })).toBeUndefined();
  });
  it.each([
    ['none', undefined, 'address-missing'],
    ['without a postcode', { lines: ['4 Harbour Row'] }, 'address-unusable'],
    ['without a home', { lines: ['No fixed abode'], postcode: 'ZZ1 4HR' }, 'address-unusable'],
    ['of nowhere', { lines: ['Northmoor'], postcode: 'ZZ99 3VZ' }, 'address-unusable'],
    ['another', { lines: ['2 Chapel Hill'], postcode: 'ZZ1 9CH' }, 'addressee-changed'],
  ])('stops for an address: %s', (_, address, expected) => {
    const { address: __, ...rest } = demographics;
    expect(why(gate({}, { demographics: address === undefined ? rest : { ...rest, address } }))).toBe(expected);
  });
  it('stops for another name', () =>
    expect(withPerson({ name: { family: 'Allen', given: 'George', title: 'Mr' } })).toBe('addressee-changed'));
  it('stops for an address that nobody has confirmed for too long, unless a person did for this letter', () => {
    const old = { confirmedAt: '2025-03-08T09:00:00.000Z' };
    expect(why(gate({}, old))).toBe('address-stale');
    expect(why(gate({ addressConfirmedOn: '2026-03-10' }, old))).toBeUndefined();
    expect(why(gate(toTheGp, old))).toBeUndefined();
    expect(why(gate({}, { confirmedAt: '' }))).toBe('address-stale');
  });
  it('stops for an address from which post came back, until a person confirms it or it is another one', () => {
    const cameBack = { cameBackOn: '2026-02-03' };
    expect(obstacleAtTheGate(gate({ post: cameBack }))).toMatchObject({
      why: 'address-returned',
      sentence: expect.stringMatching(/came back from this address on 3 February 2026.*Find out where.*confirm the address/),
    });
    expect(why(gate({ post: cameBack, addressConfirmedOn: '2026-01-10' }))).toBe('address-returned');
    expect(why(gate({ ...toTheGp, post: cameBack }))).toBeUndefined();
  });
  it('takes an address as confirmed that a person confirmed for another letter within the year', () => {
    const old = { confirmedAt: '2025-03-08T09:00:00.000Z' };
    expect(why(gate({ post: { confirmedOn: '2026-01-10' } }, old))).toBeUndefined();
    expect(why(gate({ post: { confirmedOn: '2025-03-01' } }, old))).toBe('address-stale');
  });
  it('stops on the day of which the letter speaks as one to come, and reads one that was written before this was kept', () => {
    const until = (goodUntil: string) => gate({ draft: { ...draft, goodUntil } });
    expect(why(until('2026-03-11'))).toBeUndefined();
    expect(obstacleAtTheGate(until('2026-03-10'))).toMatchObject({
      why: 'dates-passed',
      sentence: expect.stringContaining('10 March 2026'),
    });
    expect(why(until('2026-03-09'))).toBe('dates-passed');
    expect(why(gate({ draft }))).toBeUndefined();
  });
  it('stops for a need recorded since: braille, an interpreter, and large print on an ordinary page', () => {
    expect(withPerson({ needs: [{ kind: 'format', says: 'Braille' }] })).toBe('needs-another-format');
    expect(withPerson({ needs: [{ kind: 'interpreter', says: 'Polish' }] })).toBe('needs-another-format');
    expect(withPerson({ needs: [{ kind: 'format', says: 'Large print' }] })).toBe('addressee-changed');
    expect(withPerson({ needs: [{ kind: 'support', says: 'Wears hearing aids' }] })).toBeUndefined();
    expect(withPerson({ needs: [{ kind: 'format', says: 'Braille' }] }, toTheGp)).toBeUndefined();
  });
  it('stops a GP letter for a practice that is not known, has closed or is another', () => {
    expect(withPerson({ gpPractice: { name: 'Millpond Surgery' } }, toTheGp)).toBe('practice-missing');
    expect(withPerson({ gpPractice: { ods: 'Z99009', name: 'Old Surgery' } }, toTheGp)).toBe('practice-closed');
    expect(withPerson({ gpPractice: { ods: 'Z99002', name: 'Quayside Surgery' } }, toTheGp)).toBe('addressee-changed');
  });
  it('stops a text message where there is no number for it, or it is not wanted', () => {
    const text = {
      owed: { ...owed, about: 'test-missed-again' },
      draft: { ...draft, channel: 'sms', to: ['George Allan', '07700900123'] },
    } as const;
    expect(why(gate(text))).toBeUndefined();
    expect(withPerson({ phone: '01632 960001' }, text)).toBe('no-way-to-reach');
    expect(withPerson({ needs: [{ kind: 'contact', says: 'No text messages' }] }, text)).toBe('needs-another-format');
  });
});
