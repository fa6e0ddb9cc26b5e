import { describe, expect, it } from '@jest/globals';
import type { ToldEvent } from '@rms/service-kit';
import { naturesIn, usedAt } from './used-events.js';

const event = (n: number, more: Partial<ToldEvent>): ToldEvent => ({
  position: n,
  stream: 's',
  revision: n,
  id: `e${String(n)}`,
  type: 'T',
  nature: 'act',
  recordedAt: `2026-01-${String(n).padStart(2, '0')}T09:00:00.000Z`,
  actor: 'person:ruth',
  role: 'auditor',
  sentence: 'Something.',
  ...more,
});
const told = [
  event(13, { nature: 'observation', occurredOn: '2026-01-12' }),
  event(14, {}),
  event(21, { nature: 'observation', occurredOn: '2026-01-20' }),
  event(22, { nature: 'observation', occurredAt: '2026-01-20T12:00:00.001Z' }),
  event(23, { occurredOn: '2026-01-12' }),
  event(24, { nature: 'observation', type: 'DeathWithdrawn', occurredAt: '2026-01-24T09:00:00.000Z' }),
  event(26, { nature: 'observation', type: 'DemographicsCorrected', occurredAt: '2026-01-26T09:00:00.000Z' }),
  event(25, { nature: 'observation', type: 'PatientRetired', occurredAt: '2026-01-25T09:00:00.000Z' }),
];

describe('the events behind a moment', () => {
  const { known, truth } = usedAt(told, '2026-01-20T12:00:00.000Z');
  it('are, of what was known, those recorded by then', () => expect(known.map(({ id }) => id)).toEqual(['e13', 'e14']));
  it('are, of what was true, acts recorded by then and observations that had happened, whenever they were recorded', () =>
    expect(truth.map(({ id }) => id)).toEqual(['e13', 'e14', 'e21', 'e24', 'e26', 'e25']));
  it('count a civil date from the beginning of its day in England', () =>
    expect(usedAt(told, '2026-01-19T23:59:59.999Z').truth.map(({ id }) => id)).not.toContain('e21'));
});

describe('the nature of a published fact', () => {
  it('is that of its event, and of one that nobody told of an act', () => {
    const natureOf = naturesIn(told);
    expect([natureOf({ id: 'e13' }), natureOf({ id: 'e14' }), natureOf({ id: 'unknown' })]).toEqual(['observation', 'act', 'act']);
  });
});
