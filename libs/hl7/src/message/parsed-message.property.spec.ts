import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { observationGroups } from './observation-groups.js';
import { parseMessage, serialiseMessage } from './parsed-message.js';
import { identifiersOf, mergesOf } from './person-identifiers.js';
import { routeOf } from './route.js';

const start = fc.constantFrom('MSH|^~\\&|', '\uFEFFMSH|^~\\&|', '\r\nMSH|^~\\&|', 'MSH$%*!@$', 'MSH|^~&|', 'MSH|^~\\&|\u00e9|');
const meaningful = fc.constantFrom(
  '|',
  '^',
  '~',
  '&',
  '\\',
  '$',
  '\r',
  '\n',
  '\r\n',
  '\rPID|',
  '\nPID|1||',
  '\rOBR|1',
  '\nOBX|',
  '\rNTE|',
  '\rMRG|',
  'X0D',
  '""',
  '9',
  '\u20ac',
  ' ',
);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.array(meaningful, { maxLength: 80 }).map((pieces) => Buffer.from(pieces.join(''))),
);

const message = fc.tuple(start, body).map(([header, rest]) => {
  const separator = header.includes('$') ? '$' : '|';
  const fields = ['', 'S', 'R', 'F', '2026', '', `ADT${separator === '$' ? '%' : '^'}A08`, '1', 'P', '2.4'].join(separator);
  return Buffer.concat([
    Buffer.from(header.slice(0, header.endsWith('\u00e9|') ? -2 : undefined) + (header.endsWith('\u00e9|') ? '\u00e9' : '') + fields),
    rest,
  ]);
});

describe('any bytes after a usable MSH', () => {
  it('are written as they were read', () => {
    fc.assert(
      fc.property(message, (bytes) => {
        const parsed = parseMessage(bytes);
        return parsed.ok && Buffer.from(serialiseMessage(parsed)).equals(bytes);
      }),
      { numRuns: 3000 },
    );
  });

  it('can be read to the last sub-component', () => {
    fc.assert(
      fc.property(message, (bytes) => {
        const parsed = parseMessage(bytes);
        if (!parsed.ok) return false;
        const fields = parsed.segments().flatMap((segment) => Array.from({ length: segment.lastField }, (_, n) => segment.field(n + 1)));
        const texts = fields.flatMap((field) =>
          field.repetitions.flatMap((repetition) => repetition.components.map((component) => component.text())),
        );
        return [...texts, ...fields.map((field) => field.wholeText)].every((text) => typeof text === 'string');
      }),
      { numRuns: 1000 },
    );
  });

  it('keep every OBX in exactly one group', () => {
    fc.assert(
      fc.property(message, (bytes) => {
        const parsed = parseMessage(bytes);
        if (!parsed.ok) return false;
        const grouped = observationGroups(parsed).flatMap((group) => group.observations.map(({ obx }) => obx));
        return new Set(grouped).size === grouped.length && grouped.length === parsed.segments('OBX').length;
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any bytes at all', () => {
  it('have a route or a rule why not, and never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), message), (bytes) => {
        const route = routeOf(bytes);
        if (!route.ok) return route.sentence !== '';
        return identifiersOf(bytes, route).length >= 0 && mergesOf(bytes, route).length >= 0;
      }),
      { numRuns: 3000 },
    );
  });
});
