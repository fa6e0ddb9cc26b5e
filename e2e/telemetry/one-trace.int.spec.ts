import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hl7 } from '@rms/hl7/testing';
import { spanIdOf, traceIdOf } from '@rms/telemetry';
import { traceListing, type ReceivedSpan } from '@rms/telemetry/testing';
import { askersTrace, RegionInParts } from './region-in-parts.fixture.js';

// Nobody is called that, no code of ours, and no place.
const canary = 'Quillabree';
const nhsNumber = '9990004129';
const mr = (given: string): string =>
  `PID|1||${nhsNumber}^^^NHS^NH~H100^^^ZT001^MR||${canary}^${given}^^^Mr||19570512|M|||4 ${canary} Row^^Northmoor^^ZZ1 4HR`;
const arrives = (trigger: string, controlId: string, { at, person }: { readonly at: string; readonly person: string }): Uint8Array => {
  const header = hl7(trigger, { controlId, at }).segment('EVN', trigger.slice(4, 7), at).bytes();
  return Buffer.from([Buffer.from(header).toString('utf8').trimEnd(), person, ''].join('\r'));
};
const aResult = (): Uint8Array =>
  hl7('ORU^R01', { controlId: 'R1', at: '20260310091000' })
    .patient({ family: canary, given: 'George', bornOn: '19570512', nhsNumber, hospitalNumber: 'H100', hospital: 'ZT001' })
    .order({ filler: 'L1', at: '202603080900' })
    .result({ value: '0.05', type: 'ST', at: '202603080900' })
    .bytes();
const owners = ['registration', 'results', 'pathway', 'letters', 'alerting'];
const mustBe = (accepted: string): void => {
  expect(accepted).toContain('MSA|AA');
};

describe('a region whose services are in two processes', () => {
  jest.setTimeout(120_000);
  let region: RegionInParts;
  let chain: string;
  let trace: readonly ReceivedSpan[];
  let metrics: string;
  const named = (name: string): ReceivedSpan => {
    const found = trace.find((span) => span.name === name);
    if (found === undefined) throw new Error(`There is no "${name}" in\n${traceListing(trace).join('\n')}`);
    return found;
  };
  /** The steps that led to one, from the first. */
  const wayTo = (last: ReceivedSpan): readonly string[] => {
    const before = trace.find(({ spanId }) => spanId === last.parentSpanId);
    return [...(before === undefined ? [] : wayTo(before)), `${last.process}, ${last.service}: ${last.name}`];
  };

  beforeAll(async () => {
    region = await RegionInParts.open();
    // Nobody knows his practice: the letter to it is held, and somebody is given a task.
    mustBe(await region.send(arrives('ADT^A28^ADT_A05', 'A1', { at: '20260310090000', person: mr('George') })));
    await region.starts((await region.recorded('PatientRegistered')).stream.slice(-36));
    mustBe(await region.send(aResult()));
    chain = (await region.recorded('ResultRecorded')).metadata['correlationId'] ?? '';
    const ofTheChain = ({ metadata }: { readonly metadata: Readonly<Record<string, string>> }): boolean =>
      metadata['correlationId'] === chain;
    await region.recorded('TaskOpened', ofTheChain);
    const drafted = await region.recorded('LetterDrafted', ofTheChain);
    const seen = Number(drafted.metadata['published']);
    expect(await region.command('letters', `/letters/${drafted.stream.slice(-36)}/approval`, { seen })).toBe(200);
    await region.recorded('LetterAccepted');
    // What nobody can be told of fails, and whoever keeps the service is told of the error.
    const person = mr(`${canary} `.repeat(200));
    mustBe(await region.send(arrives('ADT^A31', 'A2', { at: '20260310093000', person })));
    await region.recorded('MessageQuarantined');
    metrics = (await Promise.all(owners.map((owner) => region.metricsOf(owner)))).join('');
    await region.end();
    trace = region.receiver.spans.filter(({ traceId }) => traceId === traceIdOf(chain));
  });
  afterAll(() => region.close());

  it('tells one trace from the frame through store, bus, reading and letter into the carrier’s hands, across processes', () => {
    expect(wayTo(named('letter handed over to the carrier'))).toEqual([
      'hospital, registration: message accepted',
      'hospital, results: message read',
      'hospital, results: fact recorded: ResultRecorded',
      'clinic, pathway: fact heard by pathway',
      'clinic, pathway: reacted: consider-the-results',
      'clinic, pathway: fact recorded: ResultInterpreted',
      'clinic, letters: fact heard by letters',
      'clinic, letters: reacted: owe-the-letter',
      'clinic, letters: fact recorded: LetterOwed',
      'clinic, letters: fact recorded: LetterHandedOver',
      'clinic, letters: letter handed over to the carrier',
    ]);
  });
  it('tells in the same trace of the task that somebody was given', () => {
    expect(wayTo(named('fact recorded: TaskOpened'))).toEqual([
      ...wayTo(named('fact recorded: LetterOwed')),
      'clinic, letters: fact recorded: LetterNeedsSomebody',
      'clinic, alerting: fact heard by alerting',
      'clinic, alerting: reacted: have-it-seen-to',
      'clinic, alerting: fact recorded: TaskOpened',
    ]);
  });
  it('has one beginning, and a place for every step under an id that anybody can derive', () => {
    const known = new Set(trace.map(({ spanId }) => spanId));
    expect(trace.filter(({ parentSpanId }) => !known.has(parentSpanId)).map(({ name }) => name)).toEqual(['message accepted']);
    expect(named('message accepted').spanId).toBe(spanIdOf(chain));
    const recorded = region.history.events.filter(({ metadata }) => metadata['correlationId'] === chain);
    expect(recorded.filter(({ id }) => !known.has(spanIdOf(id))).map(({ type }) => type)).toEqual([]);
  });
  it('has the steps in the order in which they were taken', () => {
    const order = ['message accepted', 'fact recorded: ResultRecorded', 'fact recorded: ResultInterpreted', 'fact recorded: LetterDrafted'];
    const ends = [...order, 'letter handed over to the carrier'].map((name) => named(name).ended);
    expect(ends.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(ends);
  });
  it('has a trace of its own for what a person decided, which names his request, which goes on with the asker’s', () => {
    const approved = region.receiver.spans.find(({ name }) => name === 'fact recorded: LetterApproved')!;
    const request = region.receiver.spans.find(({ name }) => name === 'request: POST /trusts/:trust/letters/:letter/approval')!;
    expect(approved.traceId).not.toBe(traceIdOf(chain));
    expect(approved.linksTo).toEqual([request.traceId]);
    expect(request.traceId).toBe(askersTrace);
  });
  it('tells its numbers in the words of a clinic', () => {
    for (const number of [
      'rms_alert_oldest_unacknowledged_seconds{trust="ZT001",service="alerting"} 0',
      'rms_letters_owed_late{trust="ZT001",service="letters"} 0',
      'rms_parked_streams{service="results"} 0',
      'rms_gauges_failed{service="registration"} 0',
    ])
      expect(metrics).toContain(`${number}\n`);
    expect(metrics).toMatch(/\nrms_bus_behind\{service="pathway"\} \d/);
    expect(metrics).toMatch(/\nrms_letters_owed\{trust="ZT001",service="letters"\} [1-9]/);
    expect(metrics).toMatch(/\nrms_feed_silence_seconds\{feed="7d0e6a10-[-0-9a-f]+",service="registration"\} \d/);
    expect(metrics).toMatch(/\nprocess_resident_memory_bytes\{service="alerting"\} \d/);
  });
  it('names the trace in a line of the log about a message', () => {
    const lines = region.logs.trim().split('\n');
    const told = lines.map((line) => JSON.parse(line) as { readonly msg: string; readonly traceId?: string });
    const [unread] = told.filter(({ msg }) => msg === 'message could not be read');
    const traced = region.receiver.spans.find(({ name, traceId }) => name === 'message read' && traceId === unread?.traceId);
    expect(traced?.attributes).toMatchObject({ 'rms.outcome': 'quarantined' });
  });
  it('never says who the patient is: not in a line of the log, not in a span, not in a number', () => {
    expect(Buffer.from(aResult()).toString()).toContain(canary);
    expect(region.receiver.spans.length).toBeGreaterThan(100);
    for (const said of [region.logs, metrics, ...region.receiver.bodies]) {
      expect(said).not.toMatch(new RegExp(canary, 'i'));
      expect(said).not.toContain(nhsNumber);
      expect(said).not.toMatch(/1957-?05-?12/);
      expect(said).not.toContain('ZZ1 4HR');
    }
  });
});
