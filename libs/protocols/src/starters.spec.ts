import { describe, expect, it } from '@jest/globals';
import { parseCivilDate } from '@rms/nhs';
import { starterProtocol, starterProtocols } from './embedded/starter-protocols.js';
import { closesOn, everyAnswer, expandSchedule, readProtocol } from './index.js';

const anchorOn = parseCivilDate('2026-01-20')!;
const bornOn = parseCivilDate('1960-05-01')!;

describe('the starter protocols', () => {
  it('have names, ids and titles of their own', () => {
    const lists = [
      starterProtocols.map(({ name }) => name),
      starterProtocols.map(({ protocol }) => protocol),
      starterProtocols.map(({ title }) => title),
    ];
    for (const list of lists) expect(new Set(list).size).toBe(list.length);
  });
  it('are found by name, and nothing else is', () => {
    expect(starterProtocol('prostate-after-radiotherapy').treatment).toBe('Radiotherapy');
    expect(() => starterProtocol('prostate-after-magic')).toThrow('There is no starter protocol “prostate-after-magic”.');
  });
});

describe.each(starterProtocols.map((protocol) => [protocol.name, protocol] as const))('%s', (_, protocol) => {
  it('is sound, and is read from what it was written as', () =>
    expect(readProtocol(JSON.parse(JSON.stringify(protocol)))).toEqual(protocol));
  it('says of itself that it is a draft', () =>
    expect(protocol.draft).toContain('a draft for the trust’s own clinicians to adapt and sign'));
  it('holds every patient by a date, whatever was answered', () => {
    for (const answers of everyAnswer(protocol)) {
      const course = { anchorOn, answers, bornOn };
      expect([expandSchedule(protocol, course).length > 0 || closesOn(protocol, course) !== undefined, answers]).toEqual([true, answers]);
    }
  });
  it('names the source of every figure', () => {
    for (const { source } of [...protocol.tests, ...protocol.rules]) expect(source.from.length).toBeGreaterThan(10);
  });
});
