import { describe, expect, it } from '@jest/globals';
import { parseMessage } from '@rms/hl7';
import { parseCivilDate, parseNhsNumber } from '@rms/nhs';
import { starterProtocols } from '@rms/protocols/starters';
import { regionOf, syntheticTrusts } from './index.js';

const today = parseCivilDate('2026-11-22')!;
const region = (seed = 'a region', patients = 128) => regionOf({ seed, today, patients, protocols: starterProtocols });
const once = region();
const texts = (one: ReturnType<typeof region>): readonly string[] =>
  one.happenings.map((each) => (each.kind === 'message' ? Buffer.from(each.bytes).toString() : JSON.stringify(each)));

describe('a region of invented people', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(texts(region())).toEqual(texts(once));
    expect(texts(region('another'))).not.toEqual(texts(once));
  });
  it('has everybody once, at three trusts, by three protocols, with every turn that a life can take', () => {
    const { patients } = once;
    expect(new Set(patients.map(({ person }) => person.nhsNumber)).size).toBe(128);
    expect(patients.every(({ person }) => parseNhsNumber(person.nhsNumber).ok && person.nhsNumber.startsWith('999'))).toBe(true);
    expect(new Set(patients.map(({ trust }) => trust.ods))).toEqual(new Set(syntheticTrusts.map(({ ods }) => ods)));
    expect(new Set(patients.map(({ track }) => track.protocol)).size).toBe(3);
    expect(new Set(patients.map(({ plot }) => plot)).size).toBe(18);
  });
  it('happens in the order of its times, within three years, and never after the day', () => {
    const { happenings, from } = once;
    const times = happenings.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    expect(times[0]! >= from && times.at(-1)! < today).toBe(true);
  });
  it('speaks HL7 that can be read, with a control id of its own in each message of a sender', () => {
    const seen = new Set<string>();
    for (const happening of once.happenings) {
      if (happening.kind !== 'message') continue;
      const read = parseMessage(happening.bytes);
      if (!read.ok) throw new Error(JSON.stringify(read));
      const id = `${read.first('MSH')?.text(4) ?? ''} ${read.first('MSH')?.text(10) ?? ''}`;
      expect(seen.has(id)).toBe(false);
      seen.add(id);
    }
    expect(seen.size).toBeGreaterThan(500);
  });
  it('is lived through by fewer people too, and everything befalls somebody', () => {
    const { patients } = region('small', 20);
    expect(patients).toHaveLength(20);
    expect(new Set(patients.map(({ plot }) => plot)).size).toBe(17);
  });
  it('says which protocol it lacks', () =>
    expect(() => regionOf({ seed: 'x', today, patients: 40, protocols: [] })).toThrow(/The region needs the protocol/));
});
