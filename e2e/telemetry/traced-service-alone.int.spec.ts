import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { instantText, openEmbeddedEventStore, systemClock } from '@rms/event-sourcing';
import { openMllpSender } from '@rms/hl7';
import { hl7 } from '@rms/hl7/testing';
import { takeDirectory } from '@rms/service-kit/embedded';
import { openSpanReceiver, type SpanReceiver } from '@rms/telemetry/testing';
import { ServiceAlone, type Ended } from '../alone/service-alone.fixture.js';
import { openingFacts } from '../in-memory/first-facts.js';

const away = 'http://127.0.0.1:9';

describe('a service in a process of its own', () => {
  jest.setTimeout(60_000);
  const place = mkdtempSync(join(tmpdir(), 'rms-traced-'));
  const now = (): string => instantText(systemClock.now());
  let receiver: SpanReceiver;
  let metrics: { readonly status: number; readonly type: string | null; readonly text: string };
  let ended: Ended;
  let refused: Ended;
  const start = (more: Readonly<Record<string, string>>): ServiceAlone =>
    new ServiceAlone('registration', {
      RMS_DATA: place,
      RMS_HTTP_PORT: '0',
      RMS_MLLP_PORT: '0',
      RMS_ISSUER: `${away}/realms/rms`,
      ...more,
    });

  beforeAll(async () => {
    receiver = await openSpanReceiver();
    const directory = takeDirectory(place, { service: 'registration', mode: 'training', seed: 'empty', now: now() });
    const store = await openEmbeddedEventStore(directory.path, systemClock);
    await openingFacts({ store, now });
    await store.close();
    directory.release();
    refused = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }).ended;
    const service = start({ OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.endpoint}/` });
    const url = await service.url();
    const [, host = '', port = ''] = /HL7 messages at ([^:]+):(\d+)/.exec(service.said) ?? [];
    const sender = openMllpSender({ host, port: Number(port), timeoutMs: 10_000 });
    await sender.send(hl7('ADT^A28^ADT_A05', { controlId: 'R1' }).segment('EVN', 'A28', '20260301090000').patient().bytes(), {
      expectReply: true,
    });
    await sender.close();
    const response = await fetch(`${url}/metrics`);
    metrics = { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
    ended = await service.stop('SIGTERM');
  });
  afterAll(async () => {
    await receiver.close();
    rmSync(place, { recursive: true });
  });

  it('tells where OTEL_EXPORTER_OTLP_ENDPOINT says what it does, to the last step before it ends', () => {
    expect(ended).toMatchObject({ code: 0 });
    const names = receiver.spans.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['message accepted', 'message read', 'fact recorded: PatientRegistered']));
    expect(new Set(receiver.spans.map(({ process, service }) => `${process} ${service}`))).toEqual(new Set(['registration registration']));
  });
  it('refuses an endpoint that is no address in one sentence', () => {
    expect(refused).toMatchObject({ code: 2, said: '' });
    expect(refused.complained).toMatch(/^OTEL_EXPORTER_OTLP_ENDPOINT must be [^\n]+\.\n$/);
  });
  it('tells its numbers to whoever asks, in the text format of Prometheus', () => {
    expect(metrics).toMatchObject({ status: 200, type: expect.stringMatching(/^text\/plain;.*version=0\.0\.4/) });
    expect(metrics.text).toContain('rms_feed_silence_seconds');
    expect(metrics.text).toContain('rms_gauges_failed{service="registration"} 0\n');
  });
});
