import { beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '../event-store.js';
import { MemoryEventStore } from '../testing/memory-event-store.js';
import { headOf, stamp } from '../stamp.js';
import { exportLines, type ExportAbout } from './export-file.js';
import { fromPortable, portable } from './portable-event.js';
import { verifyExport } from './verify-export.js';

const about: ExportAbout = {
  trust: 'ZT001',
  patient: 'p1',
  records: ['p1'],
  nhsNumber: '9990004129',
  asOf: '2026-03-04T09:14:07.000Z',
  by: 'person:priya',
  position: 9,
};
const noting = { schemas: { Noted: 1 }, published: new Set(['Noted']), occurred: () => undefined };

const told = async (store: MemoryEventStore, stream: string, text: string): Promise<void> => {
  const head = headOf(await store.readStream(stream));
  const context = {
    commandId: `00000000-0000-4000-8000-${String(store.events.length).padStart(12, '0')}`,
    actor: { kind: 'person', id: 'ruth', role: 'consultant' } as const,
    trust: 'ZT001',
    patient: 'p1',
    correlationId: 'c',
  };
  await store.append(
    stream,
    head.expected,
    stamp(noting, [{ type: 'Noted', text }], { stream, head, context, now: '2026-03-04T09:00:00.000Z' }),
  );
};

const lineBreak = 0x0a;
const lineAt = (bytes: Uint8Array, place: number): number => bytes.subarray(0, place).filter((byte) => byte === lineBreak).length + 1;

describe('an export', () => {
  let events: readonly StoredEvent[];
  let text: string;
  let bytes: Buffer;
  let lines: readonly string[];
  beforeAll(async () => {
    const store = new MemoryEventStore({ now: () => 1_772_600_000_000 });
    for (const [stream, said] of [
      ['s-a', 'PSA 0,11 “high” – ångström'],
      ['s-b', 'of somebody else'],
      ['s-a', 'second'],
      ['s-c', 'third'],
      ['s-a', 'fourth'],
    ] as const)
      await told(store, stream, said);
    events = store.events.filter((event) => event.stream !== 's-b');
    text = [...exportLines(about, events)].join('');
    bytes = Buffer.from(text);
    lines = text.split('\n').slice(0, -1);
  });
  const of = (changed: readonly string[]) => verifyExport(Buffer.from(`${changed.join('\n')}\n`));
  const rules = (changed: readonly string[]) => of(changed).findings.map(({ line, rule }) => `${String(line)} ${rule}`);

  it('that nobody touched has nothing wrong, and gives back what is stored to the byte', () => {
    const report = verifyExport(bytes);
    expect(report.findings).toEqual([]);
    expect(report.header).toMatchObject(about);
    expect([report.events.length, report.streams]).toEqual([4, 2]);
    for (const [index, event] of report.events.entries()) {
      const { data, ...rest } = events[index]!;
      expect({ ...event, data: undefined }).toEqual({ ...rest, data: undefined });
      expect(Buffer.from(event.data)).toEqual(Buffer.from(data));
    }
  });
  it('keeps bytes that are no text', () => {
    const [first] = events;
    const odd = { ...first!, data: Buffer.of(0xff, 0xfe, 0x00, 0x80) };
    const [, line = ''] = [...exportLines(about, [odd])];
    expect(line).toContain('"dataBase64":"//4AgA=="');
    expect(verifyExport(Buffer.from([...exportLines(about, [odd])].join(''))).events[0]?.data).toEqual(odd.data);
    expect(fromPortable(portable(odd))).toEqual(odd);
  });
  it('of which any one byte was changed is found out, and the line is named', () => {
    const unnoticed: string[] = [];
    for (let place = 0; place < bytes.length; place += 1)
      for (const flip of [0x01, 0x20]) {
        const changed = Buffer.from(bytes);
        changed[place] = changed[place]! ^ flip;
        const n = lineAt(bytes, place);
        const { findings } = verifyExport(changed);
        // A line break that is no more makes one line of two; one that was put in makes two of one.
        if (!findings.some(({ line }) => Math.abs(line - n) <= 1)) unnoticed.push(`byte ${String(place)} of line ${String(n)}`);
        const isLineBreak = bytes[place] === lineBreak || changed[place] === lineBreak;
        if (!isLineBreak && !findings.some(({ line }) => line === n)) unnoticed.push(`line ${String(n)}, byte ${String(place)}`);
      }
    expect(unnoticed).toEqual([]);
  });
  it.each([2, 3, 4, 5])('out of which line %d was taken is found out', (n) => {
    const found = rules(lines.toSpliced(n - 1, 1));
    expect(found).toEqual(expect.arrayContaining([`${String(n)} what-went-before-differs`]));
    expect(found.join()).toMatch(/events-missing/);
  });
  it.each([2, 3, 4])('in which line %d and the next were swapped is found out', (n) => {
    const swapped = lines.with(n - 1, lines[n]!).with(n, lines[n - 1]!);
    expect(rules(swapped)).toEqual(
      expect.arrayContaining([`${String(n)} what-went-before-differs`, `${String(n + 1)} position-backwards`]),
    );
  });
  it('of which the end was cut off is found out', () => {
    expect(rules(lines.slice(0, -1))).toEqual(['5 no-last-line']);
    expect(rules(lines.slice(0, 1))).toEqual(['1 no-last-line']);
    expect(verifyExport(Buffer.alloc(0)).findings).toMatchObject([{ line: 0, rule: 'no-last-line' }]);
    expect(verifyExport(bytes.subarray(0, -1)).findings.map(({ rule }) => rule)).toEqual(['not-as-written']);
  });
  it('to which something was added is found out', () => {
    expect(rules([...lines, lines[4]!])).not.toEqual([]);
    expect(rules([...lines, lines.at(-1)!])).not.toEqual([]);
  });
  it('whose first event of a stream is missing is found out, though its file is whole', () => {
    const without = [...exportLines(about, events.slice(1))].join('').split('\n').slice(0, -1);
    expect(rules(without)).toEqual(expect.arrayContaining(['2 revision-gap', '2 chain-broken']));
  });
  it('that goes beyond the position it names is found out', () => {
    const beyond = [...exportLines({ ...about, position: 3 }, events)].join('').split('\n').slice(0, -1);
    expect(rules(beyond)).toEqual(['4 after-the-export', '5 after-the-export']);
  });
  it('of another format is not read', () => expect(rules(lines.with(0, '{"kind":"export","format":"other"}'))[0]).toBe('1 no-first-line'));
});
