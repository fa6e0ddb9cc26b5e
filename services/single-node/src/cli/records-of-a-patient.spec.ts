import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@rms/event-sourcing';
import { recordsWith } from './records-of-a-patient.js';

const number = '9990000018';
const [one, two] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
const event = (stream: string, type: string, data: object): StoredEvent =>
  ({ stream, type, data: Buffer.from(JSON.stringify(data)), metadata: { trust: 'ZT001' } }) as unknown as StoredEvent;
const claim = (type: string, patient: string, authority = 'NHS'): StoredEvent =>
  event(`registration.claim-${authority}`, type, { patient, authority, id: number });

describe('the records behind an NHS number', () => {
  it('are those of whoever claimed it', () =>
    expect(recordsWith([claim('IdentifierClaimed', one)], number)).toEqual([{ trust: 'ZT001', patient: one, records: [one] }]));

  it('are nobody’s when it was let go, and another’s when he claimed it then', () => {
    const released = [claim('IdentifierClaimed', one), claim('IdentifierReleased', one)];
    expect(recordsWith(released, number)).toEqual([]);
    expect(recordsWith([...released, claim('IdentifierClaimed', two)], number)).toEqual([{ trust: 'ZT001', patient: two, records: [two] }]);
  });

  it('are all that were merged into the one that lives on', () => {
    const merged = [claim('IdentifierClaimed', one), event(`registration.patient-${one}`, 'PatientRetired', { into: two })];
    expect(recordsWith(merged, number)).toEqual([{ trust: 'ZT001', patient: two, records: [two, one] }]);
  });

  it('are not those of a hospital number that looks the same', () =>
    expect(recordsWith([claim('IdentifierClaimed', one, 'ZT001')], number)).toEqual([]));
});
