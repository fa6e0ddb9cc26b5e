import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { routeOf } from '../message/route.js';
import { acknowledgementFor, refusalFor, type Answer } from './acknowledgement.js';

const part = fc.constantFrom(
  '|',
  '^',
  '~',
  '\\',
  '&',
  '\x0b',
  '\x1c',
  '\x1c',
  '\x85',
  '\x7f',
  '\x00',
  'MSA',
  'AA',
  '1',
  'P',
  '2.5',
  '\u00e9',
  ' ',
  '""',
  'AL',
  'ADT^A08',
);
const header = fc.array(part, { minLength: 8, maxLength: 40 }).map((parts) => `MSH|^~\\&|${parts.join('')}|7|P|2.4\r`);
const answer = fc.constantFrom<Answer>(
  { kind: 'accepted' },
  { kind: 'not-stored', text: 'x|\r\x1c\ry' },
  { kind: 'refused', errorCode: '200', text: '""' },
);

describe('an acknowledgement', () => {
  it('has MSH, MSA and at most ERR, and nothing that ends a frame, whatever the header holds', () => {
    fc.assert(
      fc.property(header, answer, (text, given) => {
        const route = routeOf(Buffer.from(text, 'latin1'));
        const identity = { ownControlId: 'R1', at: '2026' };
        const acknowledgement = route.ok ? acknowledgementFor(route, given, identity) : refusalFor(route, identity);
        if (acknowledgement.code === 'none') return true;
        const written = Buffer.from(acknowledgement.bytes).toString('latin1');
        return /^MSH[^\x00-\x1f]*\rMSA[^\x00-\x1f]*\r(ERR[^\x00-\x1f]*\r)?$/.test(written);
      }),
      { numRuns: 2000 },
    );
  });
});
