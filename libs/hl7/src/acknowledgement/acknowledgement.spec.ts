import { describe, expect, it } from '@jest/globals';
import { parseMessage } from '../message/parsed-message.js';
import { routeOf } from '../message/route.js';
import { hl7, type HeaderForTest } from '../testing/index.js';
import { acknowledgementFor, refusalFor, type Acknowledgement, type Answer } from './acknowledgement.js';
import { readAcknowledgement } from './read-acknowledgement.js';
import { replyModeFor } from './reply-mode.js';

const accepted: Answer = { kind: 'accepted' };
const notStored: Answer = { kind: 'not-stored', text: 'The disk is full' };
const refused: Answer = { kind: 'refused', errorCode: '202', text: 'No training messages here' };
const identity = { ownControlId: 'RMS7', at: '20260302101501' };

const answer = (message: Uint8Array, given: Answer = accepted): Acknowledgement => {
  const route = routeOf(message);
  return route.ok ? acknowledgementFor(route, given, identity) : refusalFor(route, identity);
};
const written = (acknowledgement: Acknowledgement, encoding: BufferEncoding = 'utf8'): string =>
  acknowledgement.code === 'none' ? '' : Buffer.from(acknowledgement.bytes).toString(encoding);
const answerTo = (header: HeaderForTest, given: Answer = accepted): string =>
  written(answer(hl7('ADT^A08^ADT_A01', header).patient().bytes(), given));

describe('the mode of a reply', () => {
  it.each([
    ['', '', 'original'],
    ['AL', 'NE', 'accept'],
    ['AL', 'AL', 'accept'],
    ['SU', '', 'accept'],
    ['ER', 'NE', 'accept'],
    ['AL', '', 'accept'],
    ['NE', 'AL', 'original'],
    ['', 'AL', 'original'],
    ['NE', '', 'original'],
    ['', 'NE', 'original'],
    ['NE', 'NE', 'none'],
    ['XX', 'XX', 'original'],
  ])('with MSH-15 %j and MSH-16 %j is %s', (accept, application, mode) => {
    expect(replyModeFor(accept, application)).toBe(mode);
  });

  it('follows the message, spaces after NE or not', () => {
    expect(answer(hl7('ADT^A08', { acceptAcknowledgement: 'NE ', applicationAcknowledgement: 'NE ' }).bytes())).toEqual({ code: 'none' });
    expect(answer(hl7('ADT^A08', { acceptAcknowledgement: 'AL', applicationAcknowledgement: 'NE' }).bytes()).code).toBe('CA');
    expect(answer(hl7('ADT^A08').bytes()).code).toBe('AA');
  });

  it('is the same for bad news', () => {
    const header = { acceptAcknowledgement: 'ER' };
    expect([answerTo(header, notStored), answerTo(header, refused)].map((text) => /MSA\|(..)/.exec(text)?.[1])).toEqual(['CE', 'CR']);
    expect([answerTo({}, notStored), answerTo({}, refused)].map((text) => /MSA\|(..)/.exec(text)?.[1])).toEqual(['AE', 'AR']);
    expect(answerTo({ acceptAcknowledgement: 'NE', applicationAcknowledgement: 'NE' }, refused)).toBe('');
  });
});

describe('an acknowledgement', () => {
  it('goes back where the message came from, and ends every segment with CR', () => {
    expect(answerTo({ sendingFacility: 'RTEST^Hospital^ODS', controlId: ' 42', processingId: 'P^T', version: '2.4^GBR' })).toBe(
      'MSH|^~\\&|RMS|ALLIANCE|LAB|RTEST^Hospital^ODS|20260302101501||ACK^A08^ACK|RMS7|P^T|2.4^GBR\rMSA|AA| 42\r',
    );
  });

  it('copies the processing id: a training message is not answered as production', () => {
    expect(answerTo({ processingId: 'T' })).toContain('|RMS7|T|');
    expect(answerTo({ processingId: 'D' })).toContain('|RMS7|D|');
  });

  it('names the character set where the message did', () => {
    expect(answerTo({ characterSet: 'UNICODE UTF-8' })).toContain('|2.4||||||UNICODE UTF-8\r');
  });

  it('echoes bytes as they were sent, in any character set', () => {
    for (const encoding of ['latin1', 'utf8'] as const) {
      const message = Buffer.from('MSH|^~\\&|LAB|Caf\u00e9|||||ORU^R01|\u00e9|P|2.4\r', encoding);
      expect(written(answer(message), encoding)).toBe('MSH|^~\\&|||LAB|Caf\u00e9|20260302101501||ACK^R01^ACK|RMS7|P|2.4\rMSA|AA|\u00e9\r');
    }
  });

  it('uses the delimiters of the sender', () => {
    expect(written(answer(Buffer.from('MSH$%*!@$LAB$RTEST$RMS$A$2026$$ORU%R01$5$P$2.4\r'), notStored))).toBe(
      'MSH$%*!@$RMS$A$LAB$RTEST$20260302101501$$ACK%R01%ACK$RMS7$P$2.4\rMSA$AE$5$The disk is full\rERR$%%%207@Application internal error@HL70357\r',
    );
    expect(written(answer(Buffer.from('MSH|^~&|LAB||||||ORU^R01|5|P|2.4\r')))).toContain('MSH|^~&|');
  });

  it('gives the reason, before version 2.5 in ERR-1 and from then on in ERR-3', () => {
    expect(answerTo({ version: '2.3' }, refused)).toContain(
      '\rMSA|AR|TEST0001|No training messages here\rERR|^^^202&Unsupported processing id&HL70357\r',
    );
    expect(answerTo({ version: '2.5.1' }, notStored)).toContain('\rERR|||207^Application internal error^HL70357|E||||The disk is full\r');
    expect(answerTo({ version: '' }, refused)).toContain('\rERR|^^^202&');
    expect(answerTo({ version: '2.10' }, refused)).toContain('\rERR|||202^');
  });

  it('escapes the reason', () => {
    expect(answerTo({}, { kind: 'not-stored', text: 'a|b\rMSA|AA|x \u2014' })).toContain('MSA|AE|TEST0001|a\\F\\b?MSA\\F\\AA\\F\\x ?\r');
  });

  it("has no segment and no frame end of the sender's making", () => {
    const message = Buffer.from('MSH|^~\\&|LAB\x0b|RTEST\x1c|RMS|A|2026||ORU^R01|5\x1c|P\x00|2.4\r');
    expect(written(answer(message))).toBe('MSH|^~\\&|RMS|A|LAB|RTEST|20260302101501||ACK^R01^ACK|RMS7|P|2.4\rMSA|AA|5\r');
  });

  it('can be read as a message', () => {
    const acknowledgement = answer(hl7('ORU^R01', { controlId: 'A1' }).bytes());
    const parsed = acknowledgement.code === 'none' ? undefined : parseMessage(acknowledgement.bytes);
    expect(
      parsed?.ok === true && [
        parsed.route.type,
        parsed.route.trigger,
        parsed.route.structure,
        parsed.route.controlId,
        parsed.first('MSA')?.text(2),
      ],
    ).toEqual(['ACK', 'R01', 'ACK', 'RMS7', 'A1']);
  });
});

describe('a message that cannot be routed', () => {
  it('is refused where its control id can be read', () => {
    expect(written(answer(Buffer.from('MSH||LAB|RTEST|RMS|A|2026||ORU^R01|42|P|2.4\r')))).toBe(
      'MSH|^~\\&|RMS|A|LAB|RTEST|20260302101501||ACK^R01^ACK|RMS7|P|2.4\rMSA|AR|42|The delimiters in MSH-1 and MSH-2 cannot be used.\rERR|^^^102&Data type error&HL70357\r',
    );
    expect(written(answer(Buffer.from('MSH$%*!@$LAB$$$$$$$43$P$2.5$$$AL\r')))).toContain(
      'MSA$CR$43$MSH-9 does not say what kind of message this is.\rERR$$$101%Required field missing%HL70357$E',
    );
    expect(written(answer(Buffer.from('MSH^^LAB^^^^^^ORU^44^P^2.4\r')))).toMatch(/^MSH\^\|~\\&\^.*\rMSA\^AR\^44\^/);
  });

  it('is not answered where nothing could be matched to an answer', () => {
    for (const text of ['', 'PID|1', 'MSH|^~\\&|LAB||||||ORU^R01||P|2.4\r', 'MSHX^~\\&X1X2X3X4X5X6X7X8X9\r'])
      expect(answer(Buffer.from(text))).toEqual({ code: 'none' });
  });

  it('is not answered where the sender wants no answer', () => {
    expect(answer(Buffer.from('MSH|^~\\&|LAB|||||||43|P|2.5|||NE|NE\r'))).toEqual({ code: 'none' });
  });
});

describe('the answer to a message of ours', () => {
  const read = (text: string) => readAcknowledgement(Buffer.from(text));

  it('says what became of which message', () => {
    expect(read('MSH|^~\\&|EPR||||||ACK^T02|9|P|2.4\rMSA|AA|L1\r')).toEqual({
      ok: true,
      code: 'AA',
      controlId: 'L1',
      text: '',
      errorCode: '',
    });
    expect(read('MSH|^~\\&|||||||ACK\nMSA|ca | L1 |\\T\\ fine\n')).toEqual({
      ok: true,
      code: 'CA',
      controlId: 'L1',
      text: '& fine',
      errorCode: '',
    });
  });

  it('gives its reason wherever the receiver put it', () => {
    const reasons = [
      'MSA|AE|1|broken|||207^x\r',
      'MSA|AE|1\rERR|||207^Internal^HL70357|E||||broken\r',
      'MSA|AE|1\rERR|^^^207&broken&HL70357\r',
      'MSA|AE|1\rERR|||207^broken^HL70357|E\r',
    ];
    for (const reason of reasons) expect(read(`MSH|^~\\&|\r${reason}`)).toMatchObject({ code: 'AE', errorCode: '207', text: 'broken' });
  });

  it('is what we write ourselves', () => {
    for (const version of ['2.4', '2.5.1']) {
      const acknowledgement = answer(hl7('ORU^R01', { controlId: 'A1', version }).bytes(), refused);
      expect(acknowledgement.code !== 'none' && readAcknowledgement(acknowledgement.bytes)).toEqual({
        ok: true,
        code: 'AR',
        controlId: 'A1',
        text: 'No training messages here',
        errorCode: '202',
      });
    }
  });

  it('is no answer without a code that HL7 knows', () => {
    expect(read('MSH|^~\\&|\rMSA|OK|1\r')).toMatchObject({ ok: false, rule: 'code-unknown' });
    expect(read('MSH|^~\\&|\rMSA||1\r')).toMatchObject({ ok: false, rule: 'msa-missing' });
    expect(read('MSH|^~\\&|\rPID|1\r')).toMatchObject({ ok: false, rule: 'msa-missing' });
    expect(read('HTTP/1.1 400 Bad Request\r\n')).toMatchObject({ ok: false, rule: 'msh-unreadable' });
  });
});
