import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readConfig, seedCast, startNode } from '@rms/single-node';
import { openSpanReceiver, type SpanReceiver } from '@rms/telemetry/testing';

interface Registered {
  readonly demographics: { readonly name: { readonly family: string }; readonly postcode?: string };
}

describe('a single node with the training cast, where traces are asked for', () => {
  jest.setTimeout(120_000);
  const place = mkdtempSync(join(tmpdir(), 'rms-traced-node-'));
  let receiver: SpanReceiver;
  let families: readonly string[];

  beforeAll(async () => {
    receiver = await openSpanReceiver();
    const environment = { RMS_LOG_LEVEL: 'fatal', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint };
    const node = await startNode(readConfig({ data: join(place, 'data'), seed: 'cast', http: '0', mllp: '0' }, environment));
    try {
      await node.bringToLife(() => seedCast(node, () => undefined));
      await node.quiet();
      const stored = await node.node.services[0]!.definition.store.readAll(0, 10_000, ['registration.patient-']);
      const registered = stored.filter(({ type }) => type === 'PatientRegistered');
      families = registered.map(({ data }) => (JSON.parse(Buffer.from(data).toString()) as Registered).demographics.name.family);
    } finally {
      await node.close();
    }
  });
  afterAll(async () => {
    await receiver.close();
    rmSync(place, { recursive: true });
  });

  it('tells what each of its services does under the service’s own name', () => {
    const services = receiver.spans.filter(({ process }) => process === 'single-node').map(({ service }) => service);
    expect([...new Set(services)].sort()).toEqual(['alerting', 'letters', 'pathway', 'portal-gateway', 'registration', 'results']);
    expect(receiver.spans.some(({ name }) => name === 'message accepted')).toBe(true);
  });
  it('names none of the patients', () => {
    expect(families.length).toBeGreaterThan(5);
    const said = receiver.bodies.join('');
    expect(families.filter((family) => said.includes(family))).toEqual([]);
  });
});
