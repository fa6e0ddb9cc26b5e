import { describe, expect, it } from '@jest/globals';
import { hl7 } from '../testing/index.js';
import { routeOf, type Route } from './route.js';

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);
const routed = (message: Uint8Array): Route => {
  const route = routeOf(message);
  if (!route.ok) throw new Error(route.rule);
  return route;
};
const ruleOf = (text: string): string => {
  const route = routeOf(bytes(text));
  return route.ok ? 'routed' : route.rule;
};

const HEADER =
  'MSH|^~\\&|PAS^1.2.3^ISO|RTEST^Test Hospital^ODS|RMS|ALLIANCE^X|20260302101500+0000||ADT^A08^ADT_A01|C1|P^T|2.5.1^GBR|||AL|NE|GBR|8859/1~UNICODE UTF-8';

describe('the route of a message', () => {
  it('is read from MSH alone, by the field numbers of the standard', () => {
    expect(routed(bytes(`${HEADER}\rPID|1||X\r`))).toEqual({
      ok: true,
      delimiters: { field: '|', component: '^', repetition: '~', escape: '\\', subComponent: '&' },
      sendingApplication: 'PAS',
      sendingFacility: 'RTEST',
      receivingApplication: 'RMS',
      receivingFacility: 'ALLIANCE',
      sendingFacilityText: 'RTEST^Test Hospital^ODS',
      sentAt: '20260302101500+0000',
      type: 'ADT',
      trigger: 'A08',
      structure: 'ADT_A01',
      controlId: 'C1',
      processingId: 'P',
      version: '2.5.1',
      acceptAcknowledgement: 'AL',
      applicationAcknowledgement: 'NE',
      characterSet: '8859/1',
      header: HEADER,
      headerEnd: HEADER.length,
    });
  });

  it('is the same whether MSH ends with CR, LF, CRLF or with the message', () => {
    for (const end of ['\r', '\n', '\r\n', '']) expect(routed(bytes(HEADER + end)).controlId).toBe('C1');
  });

  it('stops at the fields that were sent', () => {
    expect(routed(bytes('MSH|^~\\&|A|B|C|D|2026||ORU^R01|7|T|2.4\r'))).toMatchObject({
      version: '2.4',
      acceptAcknowledgement: '',
      characterSet: '',
    });
    expect(routed(bytes('MSH|^~\\&|||||||ORU^R01|7\r'))).toMatchObject({ sendingFacility: '', processingId: '', version: '' });
  });

  it('forgives spaces after coded values and values written small', () => {
    const route = routed(bytes('MSH|^~\\&|LAB | RTEST |RMS||2025-05-05 23:23:28||ORU^R01 | 77 |p |2.3 |||al |EN |\r'));
    expect(route).toMatchObject({
      type: 'ORU',
      trigger: 'R01',
      controlId: '77',
      processingId: 'P',
      version: '2.3',
      acceptAcknowledgement: 'AL',
    });
    expect(route).toMatchObject({
      applicationAcknowledgement: 'EN',
      sendingApplication: 'LAB',
      sendingFacility: 'RTEST',
      sentAt: '2025-05-05 23:23:28',
    });
  });

  it('reads "" as no value', () => {
    expect(routed(bytes('MSH|^~\\&|""|""|||||ADT^A08|1|P|2.4|||""|""\r'))).toMatchObject({
      sendingApplication: '',
      acceptAcknowledgement: '',
      applicationAcknowledgement: '',
    });
  });

  it('follows the delimiters that the sender chose', () => {
    expect(routed(bytes('MSH$%~\\&$LAB%1$RTEST$RMS$A$2026$$ORU%R01$9$P$2.4\r'))).toMatchObject({
      type: 'ORU',
      trigger: 'R01',
      controlId: '9',
      sendingApplication: 'LAB',
    });
  });

  it('unescapes the names of applications and facilities', () => {
    expect(routed(bytes('MSH|^~\\&|R\\T\\D|A\\F\\B|||||ADT^A08|1|P|2.4\r'))).toMatchObject({
      sendingApplication: 'R&D',
      sendingFacility: 'A|B',
    });
  });

  it('reads past a byte order mark and past line ends before MSH', () => {
    expect(routed(bytes(`\uFEFF${HEADER}\r`)).controlId).toBe('C1');
    expect(routed(bytes(`\r\n ${HEADER}\r`)).header).toBe(HEADER);
  });

  it('reads a name by the character set of MSH-18, and windows-1252 where UTF-8 was promised and not sent', () => {
    const named = (encoding: BufferEncoding, characterSet: string): string =>
      routed(bytes(`MSH|^~\\&|LAB|Caf\u00e9|||||ORU^R01|1|P|2.4||||||${characterSet}\r`, encoding)).sendingFacility;
    expect(named('utf8', 'UNICODE UTF-8')).toBe('Caf\u00e9');
    expect(named('latin1', 'UNICODE UTF-8')).toBe('Caf\u00e9');
    expect(named('latin1', '8859/1')).toBe('Caf\u00e9');
    expect(named('latin1', '')).toBe('Caf\u00e9');
    expect(named('utf8', '8859/1')).toBe('Caf\u00c3\u00a9');
  });

  it('keeps the header as sent, one character per byte, for the acknowledgement', () => {
    expect(routed(bytes('MSH|^~\\&|LAB|Caf\u00e9|||||ORU^R01|1|P|2.4\r')).header).toContain('Caf\u00c3\u00a9');
  });

  it('does not depend on anything after MSH', () => {
    const message = hl7('ORU^R01').patient().order().result().bytes();
    const route = routed(message);
    expect(routed(message.subarray(0, route.headerEnd))).toEqual(route);
  });
});

describe('a message without a route', () => {
  it('has no MSH', () => {
    for (const text of ['', '\r\n', 'PID|1', 'msh|^~\\&|', 'M', 'MSA|AA|1']) expect(ruleOf(text)).toBe('msh-missing');
  });

  it('is a batch that has to be split first', () => {
    expect(ruleOf('FHS|^~\\&|A\rBHS|^~\\&|A\r')).toBe('batch-not-split');
    expect(ruleOf('BHS|^~\\&|A\r')).toBe('batch-not-split');
  });

  it('has delimiters that cannot be told apart', () => {
    for (const start of ['MSH', 'MSHA^~\\&A', 'MSH ^~\\& ', 'MSH|', 'MSH||', 'MSH|^^\\&|', 'MSH|^~^&|', 'MSH|a~\\&|', 'MSH^^~\\&^'])
      expect(ruleOf(`${start}\r`)).toBe('msh-unreadable');
  });

  it('names no type', () => {
    for (const kind of ['', '""', ' ', '^R01']) expect(ruleOf(`MSH|^~\\&|||||||${kind}|1|P|2.4\r`)).toBe('type-missing');
  });

  it('has no control id that an answer could name', () => {
    for (const id of ['', '""', '  ']) expect(ruleOf(`MSH|^~\\&|||||||ADT^A08|${id}|P|2.4\r`)).toBe('control-id-missing');
  });

  it('still gives the control id where one can be read, so that it can be refused', () => {
    expect(routeOf(bytes('MSH||A|B|C|D|2026||ADT^A08| 42 |P|2.4\r'))).toMatchObject({ rule: 'msh-unreadable', controlId: '42' });
    expect(routeOf(bytes('MSH|^~\\&|A|B|C|D|2026|||43|P|2.4\r'))).toMatchObject({ rule: 'type-missing', controlId: '43' });
    expect(routeOf(bytes('MSHX^~\\&XAXBXCXDXXXADT^A08X44XPX2.4\r'))).not.toHaveProperty('controlId');
  });

  it('is described without a word of the message', () => {
    const route = routeOf(bytes('MSH|^~\\&|SECRET||||||ADT^A08||P|2.4\r'));
    expect(route).toMatchObject({ ok: false, sentence: expect.stringMatching(/\.$/) });
    if (!route.ok) expect(route.sentence).not.toContain('SECRET');
  });
});
