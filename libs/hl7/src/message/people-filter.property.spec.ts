import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { PeopleFilter } from './people-filter.js';
import { identifiersOf, mergesOf } from './person-identifiers.js';
import { routeOf } from './route.js';

const piece = fc.constantFrom(
  '|',
  '|',
  '|',
  '^',
  '~',
  '&',
  '\\',
  '\r',
  '\n',
  '\rPID|',
  '\rMRG|',
  '\nPID|1||',
  'PID',
  '7',
  '99',
  'NHS',
  '^^^NHS^NH',
  ' ',
  '-',
  '\t',
  '\u00e9',
  '""',
  'a',
  '9990000018',
);
const body = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

describe('sorting a feed', () => {
  it('never keeps back a message about somebody on the list', () => {
    fc.assert(
      fc.property(body, (text) => {
        const message = Buffer.from(`MSH|^~\\&|||||||ADT^A08|1|P|2.4\r${text}`);
        const route = routeOf(message);
        if (!route.ok) return false;
        const merges = mergesOf(message, route).flatMap(({ survivor, retired }) => [...survivor, ...retired]);
        return [...identifiersOf(message, route), ...merges].every(({ id }) => new PeopleFilter([id]).mayConcern(message));
      }),
      { numRuns: 3000 },
    );
  });
});
