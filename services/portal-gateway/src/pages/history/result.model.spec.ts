import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { psa, result } from '../../patient-page/patient-file.fixture.js';
import { messageModel } from './received-message.model.js';
import { versionModel } from './result-version.model.js';

const copy = result('r1', psa('0.11', '2026-01-12', { receipt: 7 }), psa('0.21', '2026-01-12', { status: 'corrected', receipt: 9 }));
const [first, second] = copy.reports;

describe('a result as it stood at a moment', () => {
  it('is the report that was the newest then, with its own message', () => {
    expect(versionModel(copy, first!.recordedAt)).toMatchObject({
      name: 'PSA of 12 January 2026',
      words: '0.11 ug/L, final',
      receipt: 7,
      overtaken: true,
    });
    expect(versionModel(copy, second!.recordedAt)).toMatchObject({ words: '0.21 ug/L, corrected', receipt: 9, overtaken: false });
  });
  it('links to each report', () =>
    expect(versionModel(copy, first!.recordedAt)?.versions).toMatchObject([
      { words: '0.11 ug/L, final', at: first!.recordedAt, current: true },
      { words: '0.21 ug/L, corrected', at: second!.recordedAt, current: false },
    ]));
  it('is not there before its first report', () => expect(versionModel(copy, '2026-01-01T00:00:00.000Z')).toBeUndefined());
});

describe('the message behind a result', () => {
  const sent = (bytes: Uint8Array) => ({
    receipt: 7,
    type: 'ORU^R01',
    controlId: 'C7',
    sender: 'NORTHMOOR-LAB',
    receivedAt: '2026-01-13T08:00:00.000Z',
    sha256: '',
    bytes: Buffer.from(bytes).toString('base64'),
  });
  const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  it('is shown segment by segment, and is the one that the result names', () => {
    const bytes = Buffer.from('MSH|^~\\&|LAB\rPID|1\rOBX|1|NM|PSA||0.11\r');
    expect(messageModel(sent(bytes), shaOf(bytes))).toEqual({
      about: 'ORU^R01, control id C7, receipt 7',
      receivedAt: '13 January 2026, 08:00:00',
      sha256: shaOf(bytes),
      length: bytes.length,
      isTheOneNamed: true,
      segments: ['MSH|^~\\&|LAB', 'PID|1', 'OBX|1|NM|PSA||0.11'],
    });
  });
  it('says when its bytes are not those that the result names', () =>
    expect(messageModel(sent(Buffer.from('MSH|changed')), shaOf(Buffer.from('MSH|as it was')))?.isTheOneNamed).toBe(false));
  it('is shown also where it is not UTF-8', () =>
    expect(messageModel(sent(Buffer.from([0x4d, 0xe9, 0x0d])), '')?.segments).toEqual(['Mé']));
  it('may not be there', () => expect(messageModel(undefined, '')).toBeUndefined());
});
