import { describe, expect, it } from '@jest/globals';
import type { Delivery, Message } from '../message.js';
import { partitionOf } from './partition-of.js';
import { readRecord, type RecordReceived, type Taste } from './read-record.js';
import { recordOf, sizeOf, tooLarge, type RecordToSend } from './wire.js';

const stream = 'results.result-00000000-0000-4000-8000-000000000001';
const patient = '00000000-0000-4000-8000-0000000000aa';
const message: Message = {
  type: 'results.result-recorded.v1',
  id: '00000000-0000-4000-8000-0000000000ff',
  source: 'results',
  subject: stream,
  time: '2026-03-04T09:14:07.000Z',
  occurredOn: '2026-03-03',
  trust: 'ZT001',
  patient,
  published: 2,
  position: 41,
  actor: 'policy:results.record',
  role: 'policy',
  onBehalfOf: 'feed:labs',
  correlationId: 'c',
  data: { value: '0.21 µg/L', family: 'Allan' },
};
const unreadable = { stream, position: 42, trust: 'ZT001', time: '2026-03-04T09:14:08.000Z', why: 'a shape of tomorrow' };
const from = { service: 'results', place: () => 'rms.results.facts/3/17' };
const knowsAll: Taste = { knows: () => true, problemWith: () => undefined };

const asReceived = ({ key, value, headers }: RecordToSend): RecordReceived => ({
  key: Buffer.from(key),
  value: Buffer.from(value),
  headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
});
const received = (delivery: Delivery, settled = 40): RecordReceived => asReceived(recordOf(delivery, settled));
const without = (record: RecordReceived, name: string): RecordReceived => ({
  ...record,
  headers: Object.fromEntries(Object.entries(record.headers ?? {}).filter(([each]) => each !== name)),
});
const withHeader = (name: string, value: string): RecordReceived => {
  const record = received({ message });
  return { ...record, headers: { ...record.headers, [name]: Buffer.from(value) } };
};
const whyOf = (record: RecordReceived, taste = knowsAll): string => {
  const { delivery } = readRecord(record, from, taste);
  return 'unreadable' in delivery ? `${delivery.unreadable.stream}: ${delivery.unreadable.why}` : 'it can be read';
};

describe('a delivery on its way through Kafka', () => {
  it('is a CloudEvent in binary mode, keyed by its patient, with content in the value alone', () => {
    const record = recordOf({ message }, 40);
    expect(record.key).toBe(patient);
    expect(JSON.parse(record.value)).toEqual(message.data);
    expect(record.headers).toEqual({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: message.id,
      ce_type: message.type,
      ce_source: 'results',
      ce_subject: stream,
      ce_time: message.time,
      ce_occurredon: '2026-03-03',
      ce_trust: 'ZT001',
      ce_patient: patient,
      ce_published: '2',
      ce_position: '41',
      ce_actor: 'policy:results.record',
      ce_role: 'policy',
      ce_onbehalfof: 'feed:labs',
      ce_correlationid: 'c',
      ce_settled: '40',
    });
    expect(JSON.stringify([record.key, record.headers])).not.toContain('Allan');
  });

  it('arrives as it was', () => {
    expect(readRecord(received({ message }), from, knowsAll)).toEqual({ delivery: { message }, position: 41, settled: 40 });
    const { patient: _, occurredOn: _on, onBehalfOf: _of, ...aboutNobody } = message;
    expect(recordOf({ message: aboutNobody }, 0).key).toBe(stream);
    expect(readRecord(received({ message: aboutNobody }, 0), from, knowsAll).delivery).toEqual({ message: aboutNobody });
    expect(readRecord(received({ unreadable }), from, knowsAll)).toEqual({ delivery: { unreadable }, position: 42, settled: 40 });
    expect(recordOf({ unreadable }, 0).key).toBe(stream);
  });

  it('is taken with more in it than its contract says, and as a tombstone by every release', () => {
    const nothingKnown: Taste = { knows: () => false, problemWith: () => 'all of it' };
    const tombstone = { ...message, type: 'tombstone', data: { was: 'ResultRecorded' } };
    expect(readRecord(received({ message: tombstone }), from, nothingKnown).delivery).toEqual({ message: tombstone });
  });

  it.each(['id', 'type', 'source', 'subject', 'time', 'trust', 'actor', 'role', 'correlationid'])(
    'without ce_%s cannot be read',
    (name) => {
      expect(whyOf(without(received({ message }), `ce_${name}`))).toContain(
        name === 'source' ? 'missing' : `the header ce_${name} is missing`,
      );
    },
  );

  it.each([
    ['is of another service', withHeader('ce_source', 'pathway'), `${stream}: it says that it is not of results`],
    [
      'has the key of somebody else',
      { ...received({ message }), key: Buffer.from('else') },
      `${stream}: its key is not that of its patient`,
    ],
    ['has no key', { ...received({ message }), key: null }, 'its key is not'],
    ['is no JSON', { ...received({ message }), value: Buffer.from('Allan, 12 High Street') }, `${stream}: its content is no JSON`],
    ['has no content', { ...received({ message }), value: null }, 'its content is no JSON'],
    ['has no counter', withHeader('ce_published', '0'), 'the header ce_published is no whole number from 1'],
    ['has a counter that is no number', withHeader('ce_published', '1e3'), 'the header ce_published is no whole number'],
    ['has no position', withHeader('ce_position', '-4'), 'the header ce_position is no whole number'],
    ['is of another CloudEvents', withHeader('ce_specversion', '2.0'), 'ce_specversion is not 1.0'],
  ])('that %s is a delivery with its reason, and nothing of its content', (_, record, why) => {
    expect(whyOf(record)).toContain(why);
    expect(whyOf(record)).not.toContain('Allan');
    expect(readRecord(record, from, knowsAll)).not.toHaveProperty('position');
  });

  it('that does not say of which stream it is parks none that there is', () => {
    expect(whyOf(without(received({ message }), 'ce_subject'))).toContain('results.unknown-rms.results.facts/3/17: ');
    expect(whyOf(withHeader('ce_subject', 'registration.patient-1'))).toContain('results.unknown-rms.results.facts/3/17: ');
  });

  it('of a contract that is not known, or broken, is a delivery with its reason, and its position counts', () => {
    expect(whyOf(received({ message }), { ...knowsAll, knows: () => false })).toContain('results.result-recorded.v1 is not known');
    expect(whyOf(received({ message }), { ...knowsAll, problemWith: () => 'value is missing' })).toContain('value is missing');
    expect(readRecord(received({ message }), from, { ...knowsAll, knows: () => false }).position).toBe(41);
  });

  it('is not believed to have settled more than was before it', () => {
    expect(readRecord(received({ message }, 41), from, knowsAll).settled).toBe(0);
  });

  it('that is too large says so in its place', () => {
    expect(tooLarge({ message }, { size: 2_000_000, limit: 1_000_000 })).toEqual({
      unreadable: {
        stream,
        position: 41,
        trust: 'ZT001',
        time: message.time,
        why: 'it is 2000000 bytes, and a record may have 1000000',
      },
    });
    expect(sizeOf(recordOf({ message: { ...message, data: 'µ'.repeat(1000) } }, 0))).toBeGreaterThan(2000);
  });
});

describe('the partition of a key', () => {
  it('never changes, and is the one that every Kafka client takes', () => {
    // Of the tests of the Java client: murmur2 of these is -790332482 and -973932308.
    expect(['foobar', '21'].map(partitionOf)).toEqual([1357151166 % 12, 1173551340 % 12]);
    expect([patient, stream].map(partitionOf)).toEqual([0, 8]);
  });
});
