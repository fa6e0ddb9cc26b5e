import { describe, expect, it } from '@jest/globals';
import { errorsInSettlement } from './message.reading.js';

const errors = (values: Readonly<Record<string, string>>) => errorsInSettlement(values).map(({ text, href }) => [text, href]);

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
