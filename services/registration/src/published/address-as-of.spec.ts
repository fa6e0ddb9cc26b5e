import { describe, expect, it } from '@jest/globals';
import type { Demographics } from '@rms/contracts';
import type { PatientEvent, Said } from '../patient/patient.facts.js';
import { addressAsOf } from './address-as-of.js';

const asOf = '2026-03-01T09:00:00.000Z';
const demographics: Demographics = { localIds: [], formerIds: [], name: { family: 'Allan', given: 'George' }, sex: 'male', needs: [] };
const supplied = (said: Said) => ({ asOf, said, identifiers: [], retires: [] });
const address = { lines: ['4 Harbour Row'], postcode: 'ZZ1 4HR' };
const corrected = (said: Said): PatientEvent => ({ type: 'DemographicsCorrected', feed: 'f', supplied: supplied(said), demographics });
const confirmed = (said: Said): PatientEvent => ({ type: 'DemographicsConfirmed', feed: 'f', supplied: supplied(said) });
const absorbed = (brought: Extract<PatientEvent, { readonly type: 'PatientAbsorbed' }>['brought']): PatientEvent => ({
  type: 'PatientAbsorbed',
  retired: 'r',
  brought,
  identifiers: [],
  demographics,
});

describe('when an address was said', () => {
  it('is when its sender knew it', () => {
    expect(addressAsOf({ type: 'PatientRegistered', feed: 'f', supplied: supplied({ address }), demographics })).toEqual({
      addressAsOf: asOf,
    });
    expect(addressAsOf(corrected({ address }))).toEqual({ addressAsOf: asOf });
    expect(addressAsOf(confirmed({ address }))).toEqual({ addressAsOf: asOf });
    expect(addressAsOf(absorbed({ address: { asOf, value: address } }))).toEqual({ addressAsOf: asOf });
  });
  it('is not said by a message without an address, or one that takes it out', () => {
    for (const said of [{ phone: '01632 960417' }, { address: null }]) {
      expect(addressAsOf(corrected(said))).toEqual({});
      expect(addressAsOf(confirmed(said))).toEqual({});
    }
    expect(addressAsOf(absorbed({ address: { asOf, value: null } }))).toEqual({});
    expect(addressAsOf({ type: 'DeathWithdrawn' })).toEqual({});
  });
});
