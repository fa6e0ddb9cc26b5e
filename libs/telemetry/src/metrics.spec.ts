import { describe, expect, it } from '@jest/globals';
import { createMetrics, type Gauge } from './index.js';

const late = (value: number): Gauge => ({
  name: 'rms_letters_owed_late',
  help: 'Letters that are owed and late.',
  values: [{ labels: { trust: 'ZT001' }, value }],
});

describe('metrics of a service', () => {
  it('are asked for whenever somebody looks, with a sentence each and the name of the service', async () => {
    let now = 2;
    const metrics = createMetrics('letters', [() => Promise.resolve([late(now)])]);
    expect(await metrics.text()).toContain('rms_letters_owed_late{trust="ZT001",service="letters"} 2\n');
    now = 0;
    const text = await metrics.text();
    expect(text).toContain('# HELP rms_letters_owed_late Letters that are owed and late.\n# TYPE rms_letters_owed_late gauge\n');
    expect(text).toContain('rms_letters_owed_late{trust="ZT001",service="letters"} 0\n');
  });
  it('tell of the process: its memory and how long its event loop is held up', async () => {
    expect(await createMetrics('letters', []).text()).toMatch(
      /process_resident_memory_bytes\{service="letters"\} \d+[^]*nodejs_eventloop_lag_seconds/,
    );
  });
  it('leave out what cannot be read, and say so', async () => {
    const metrics = createMetrics('letters', [() => Promise.resolve([late(1)]), () => Promise.reject(new Error('the store is away'))]);
    const text = await metrics.text();
    expect(text).toContain('rms_letters_owed_late{trust="ZT001",service="letters"} 1\n');
    expect(text).toContain('rms_gauges_failed{service="letters"} 1\n');
    expect(text).not.toContain('away');
  });
  it('give what only rises the type of a counter', async () => {
    const count: Gauge = { name: 'rms_bus_duplicates_total', help: 'Repeats.', values: [{ value: 3 }] };
    expect(await createMetrics('letters', [() => Promise.resolve([count])]).text()).toContain(
      '# TYPE rms_bus_duplicates_total counter\nrms_bus_duplicates_total{service="letters"} 3\n',
    );
  });
});
