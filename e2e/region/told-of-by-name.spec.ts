import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { CivilDate } from '@rms/nhs';
import { starterProtocols } from '@rms/protocols/starters';
import { demoPatients, patientsOfTheRegion, seedOfTheRegion } from '@rms/single-node';
import { regionOf } from '@rms/synthetic-region';
import { lineOf, toldOfByName } from './told-of-by-name.js';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
const trusts = { ZT001: 'Northmoor', ZT002: 'Saltmarsh', ZT003: 'Fellside' } as const;

/** Everybody of the training region by NHS number: whoever they are does not hang on the day on which it is told. */
const everybodyOn = (today: string): ReadonlyMap<string, string> => {
  const region = regionOf({ seed: seedOfTheRegion, today: today as CivilDate, patients: patientsOfTheRegion, protocols: starterProtocols });
  return new Map([
    ...demoPatients.map(({ nhsNumber, name: [family, given], trust }) => [nhsNumber, `${given} ${family}, ${trusts[trust]}`] as const),
    ...region.patients.map(
      ({ person: { nhsNumber, given, family }, trust }) =>
        [nhsNumber, `${given} ${family}, ${trusts[trust.ods as keyof typeof trusts]}`] as const,
    ),
  ]);
};

describe('the table of patients in the README', () => {
  it('has these lines and no others', () => {
    const lines = readme.split('\n').filter((line) => /^\| [^|]+ \| \d{3} \d{3} \d{4} \|/.test(line));
    expect(lines).toEqual(toldOfByName.map(lineOf));
  });
  it.each(['2026-11-22', '2027-03-01', '2028-02-29'])('names people whom the region has on %s, at their trusts', (today) => {
    const everybody = everybodyOn(today);
    expect(everybody.size).toBe(150);
    for (const { nhsNumber, name, trust } of toldOfByName) expect(everybody.get(nhsNumber.replaceAll(' ', ''))).toBe(`${name}, ${trust}`);
  });
});
