import { describe, expect, it } from '@jest/globals';
import { imaging } from '@rms/protocols/testing';
import { protocol } from '../../patient-page/patient-file.fixture.js';
import { errorsInSettlement, mappableIn, mappedIn } from './message.reading.js';

const mappable = mappableIn([protocol, protocol, imaging]);

const errors = (values: Readonly<Record<string, string>>) => errorsInSettlement(values, mappable).map(({ text, href }) => [text, href]);

describe('the tests that a code can mean', () => {
  it('are those that the signed protocols read, once each, with how they are read', () =>
    expect(mappable).toEqual([
      { analyte: 'psa', name: 'PSA', reads: 'quantity' },
      { analyte: 'scan', name: 'scan', reads: 'coded' },
    ]));
  it('are named by the decision, and by no other', () => {
    expect(mappedIn({ decision: 'map-scan' }, mappable)?.analyte).toBe('scan');
    expect(mappedIn({ decision: 'map-cea' }, mappable)).toBeUndefined();
    expect(mappedIn({ decision: 'read-again' }, mappable)).toBeUndefined();
  });
});

describe('the form about a message that waits', () => {
  it.each(['read-again', 'set-aside', 'map-psa'])('takes %s with a reason', (decision) => {
    expect(errors({ decision, reason: 'The patient is registered now' })).toEqual([]);
  });
  it('asks for a decision and for a reason', () => {
    expect(errors({})).toEqual([
      ['Choose what to do with the message', '#decision'],
      ['Enter your reason', '#reason'],
    ]);
  });
  it('refuses a decision that there is not', () => {
    expect(errors({ decision: 'delete', reason: 'x' })).toEqual([['Choose what to do with the message', '#decision']]);
  });
  it('needs a reason for every decision', () => {
    expect(errors({ decision: 'set-aside', reason: '' })).toEqual([['Enter your reason', '#reason']]);
  });
});
