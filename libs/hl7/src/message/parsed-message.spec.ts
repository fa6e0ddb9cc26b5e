import { describe, expect, it } from '@jest/globals';
import { hl7 } from '../testing/index.js';
import { parseMessage, serialiseMessage, type ParsedMessage } from './parsed-message.js';
import type { Segment } from './segment.js';

const MSH = 'MSH|^~\\&|LAB|RTEST|RMS|ALLIANCE|20260302101500||ORU^R01|C1|T|2.4';
const parsed = (text: string, encoding: BufferEncoding = 'utf8'): ParsedMessage => {
  const message = parseMessage(Buffer.from(text, encoding));
  if (!message.ok) throw new Error(message.rule);
  return message;
};
const segment = (text: string): Segment => {
  const found = parsed(`${MSH}\r${text}\r`).segments()[1];
  if (found === undefined) throw new Error('no segment');
  return found;
};
const names = (message: ParsedMessage): readonly string[] => message.segments().map(({ name }) => name);

describe('a parsed message', () => {
  it('is a problem where it cannot be routed', () => {
    expect(parseMessage(Buffer.from('PID|1'))).toMatchObject({ ok: false, rule: 'msh-missing' });
  });

  it('gives its segments in the order sent, all, by name, or the first', () => {
    const message = parsed(`${MSH}\rPID|1\rOBR|1\rOBX|1\rOBX|2\r`);
    expect(names(message)).toEqual(['MSH', 'PID', 'OBR', 'OBX', 'OBX']);
    expect(message.segments('OBX').map((obx) => obx.text(1))).toEqual(['1', '2']);
    expect(message.first('OBX')?.text(1)).toBe('1');
    expect(message.first('PV1')).toBeUndefined();
    expect(message.first('PID')).toBe(message.segments('PID')[0]);
    expect(message.route.controlId).toBe('C1');
  });

  it('has the same segments whether they end with CR, LF or CRLF, and the last end is missing or doubled', () => {
    for (const end of ['\r', '\n', '\r\n', '\n\n', '\r\r']) {
      for (const last of [end, '', end + end]) {
        const message = parsed(`${MSH}${end}PID|1||A${end}PV1|${end}OBX|1|TX${last}`);
        expect(names(message)).toEqual(['MSH', 'PID', 'PV1', 'OBX']);
        expect(message.first('OBX')?.text(2)).toBe('TX');
      }
    }
  });

  it('keeps a line feed inside a report, and finds the result behind a stray one', () => {
    const message = parsed(`${MSH}\rOBX|1|TX|||line one\nline two\rOBX|2|NM|||0.1\nOBX|3|NM|||0.2\r`);
    expect(message.segments('OBX').map((obx) => obx.text(5))).toEqual(['line one\nline two', '0.1', '0.2']);
  });

  it('knows a segment of a name alone behind CR; behind LF it may be a word of a report', () => {
    expect(names(parsed(`${MSH}\rPV1\rOBX|1|TX|||chest:\nNAD\nOBX|2\r`))).toEqual(['MSH', 'PV1', 'OBX', 'OBX']);
  });

  it('shows a line that is no segment, so that nobody overlooks it', () => {
    const message = parsed(`${MSH}\rNTE|1||first line\rsecond line\rPID|1\r`);
    expect(names(message)).toEqual(['MSH', 'NTE', '', 'PID']);
    expect(message.segments('').map(({ raw }) => raw)).toEqual(['second line']);
  });

  it('keeps Z segments', () => {
    expect(parsed(`${MSH}\rZPI|1|local^thing\r`).first('ZPI')?.text(2, 2)).toBe('thing');
  });

  it('starts behind a byte order mark', () => {
    const message = parsed(`\uFEFF${MSH}\rPID|1\r`);
    expect(names(message)).toEqual(['MSH', 'PID']);
    expect(message.first('MSH')?.text(10)).toBe('C1');
  });

  it('decodes nothing that is not asked for', () => {
    const large = Buffer.concat([Buffer.from(`${MSH}\rOBX|1|ED|||`), Buffer.alloc(5_000_000, 0x41), Buffer.from('\rOBX|2|NM|||0.1\r')]);
    const message = parseMessage(large);
    expect(message.ok && message.segments('OBX')[1]?.text(5)).toBe('0.1');
    expect(message.ok && message.segments('OBX')[0]?.bytes.length).toBe(5_000_011);
  });

  it.each(['\r', '\n', '\r\n'])('is written as it was read: %j', (end) => {
    const message = Buffer.concat([
      Buffer.from('\uFEFF\r\n'),
      hl7('ORU^R01').patient().order().result().note('x').bytes(end),
      Buffer.from(end),
      Buffer.from([0xff, 0x80, 0x00]),
    ]);
    const read = parseMessage(message);
    expect(read.ok && Buffer.from(serialiseMessage(read)).equals(message)).toBe(true);
  });
});

describe('a field', () => {
  it('is numbered by the standard: MSH-1 is the separator', () => {
    const msh = parsed(`${MSH}\r`).first('MSH');
    expect([1, 2, 3, 9, 12].map((n) => msh?.field(n).raw)).toEqual(['|', '^~\\&', 'LAB', 'ORU^R01', '2.4']);
    expect(msh?.text(2)).toBe('^~\\&');
    expect(msh?.text(9, 2)).toBe('R01');
    expect(msh?.lastField).toBe(12);
    expect(segment('PID|1|two').field(2).raw).toBe('two');
    expect(() => segment('PID|1').field(0)).toThrow(RangeError);
  });

  it('tells nothing sent from a deletion and from a value', () => {
    const pid = segment('PID|||""|x|""^y');
    expect([1, 2, 3, 4, 5, 30].map((n) => pid.field(n).state)).toEqual(['absent', 'absent', 'delete', 'value', 'value', 'absent']);
    expect(pid.field(5).component(1).state).toBe('delete');
    expect(pid.field(5).component(2).state).toBe('value');
    expect(pid.field(5).component(3).state).toBe('absent');
    expect(pid.field(3).first.state).toBe('delete');
  });

  it('gives no text for a deletion', () => {
    expect([segment('PID|""').text(1), segment('PID|""').wholeText(1), segment('PID|""').code(1)]).toEqual(['', '', '']);
  });

  it('has repetitions, components and sub-components', () => {
    const pid = segment('PID|a&b^c~d^e&f');
    expect(pid.field(1).repetitions.map((repetition) => repetition.raw)).toEqual(['a&b^c', 'd^e&f']);
    expect(pid.field(1).repetitions[1]?.text(2, 2)).toBe('f');
    expect(pid.field(1).repetitions[1]?.components.map(({ raw }) => raw)).toEqual(['d', 'e&f']);
    expect(pid.field(1).components.map(({ raw }) => raw)).toEqual(['a&b', 'c']);
    expect([pid.text(1), pid.field(1).text(1, 2), pid.text(1, 2), pid.text(1, 9)]).toEqual(['a', 'b', 'c', '']);
    expect(pid.field(1).component(1).text(2)).toBe('b');
    expect(pid.field(9).repetitions).toEqual([]);
  });

  it('is unescaped after it is taken apart', () => {
    const obx = segment('OBX|a\\S\\b^c\\T\\d');
    expect([obx.text(1), obx.text(1, 2)]).toEqual(['a^b', 'c&d']);
  });

  it('can be read whole where the sender did not escape its text', () => {
    expect(segment('OBX|5 ^ 6 & 7 ~ 8 \\T\\ 9').wholeText(1)).toBe('5 ^ 6 & 7 ~ 8 & 9');
    expect(segment('OBX|a^b & c').field(1).component(2).wholeText).toBe('b & c');
    expect(segment('OBX|a&b~c&d').field(1).repetitions[1]?.wholeText).toBe('c&d');
  });

  it('of a table is trimmed and in capitals; a local code is as sent', () => {
    const obx = segment('OBX|f |eGFR ');
    expect([obx.code(1), obx.field(1).code, obx.text(2)]).toEqual(['F', 'F', 'eGFR ']);
  });

  it('follows the delimiters that the sender chose', () => {
    const message = parsed('MSH$%*!@$LAB$$$$$$ORU%R01$1$P$2.4\rOBX$1$a@b%c!S!d*e\r');
    expect(
      message
        .first('OBX')
        ?.field(2)
        .repetitions.map((repetition) => [repetition.text(1, 2), repetition.text(2)]),
    ).toEqual([
      ['b', 'c%d'],
      ['', ''],
    ]);
  });

  it('has no escapes where the sender has no escape character', () => {
    expect(parsed('MSH|^~&|||||||ORU^R01|1|P|2.4\rOBX|a\\T\\b&c\r').first('OBX')?.field(1).text(1, 1)).toBe('a\\T\\b');
  });

  it.each(['NM', 'ST', 'TX', 'FT', 'CE', 'CWE', 'SN', 'ED', 'RP', ''])('of value type %j is read the same way', (type) => {
    const obx = segment(`OBX|1|${type}|PSA^^L||<^0.1^x&y`);
    expect([obx.code(2), obx.text(5), obx.text(5, 2), obx.field(5).text(3, 2)]).toEqual([type, '<', '0.1', 'y']);
  });

  it('is decoded by MSH-18, and by windows-1252 where that is what was sent', () => {
    const name = (header: string, encoding: BufferEncoding): string | undefined =>
      parsed(`${MSH}${header}\rPID|Ren\u00e9e\r`, encoding).first('PID')?.text(1);
    expect([name('', 'utf8'), name('', 'latin1'), name('||||||UNICODE UTF-8', 'latin1'), name('||||||8859/1', 'latin1')]).toEqual(
      Array(4).fill('Ren\u00e9e'),
    );
  });
});
