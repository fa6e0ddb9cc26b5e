import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DELETE_VALUE, composeMessage, type FieldValue, type MessageHeader } from './compose.js';
import { parseMessage, type ParsedMessage } from './parsed-message.js';

const header: MessageHeader = {
  sendingApplication: 'RMS',
  sendingFacility: ['ALLIANCE', '1.2.3', 'ISO'],
  receivingApplication: 'EPR',
  receivingFacility: 'RTEST',
  at: '20260302101500',
  type: ['MDM', 'T02', 'MDM_T02'],
  controlId: 'L1',
  processingId: 'T',
  version: '2.4',
  acceptAcknowledgement: 'AL',
  applicationAcknowledgement: 'NE',
};
const read = (...fields: readonly FieldValue[]): ParsedMessage => {
  const parsed = parseMessage(composeMessage(header, [['ZZZ', ...fields]]));
  if (!parsed.ok) throw new Error(parsed.rule);
  return parsed;
};

describe('a message of ours', () => {
  it('says in MSH what it is, and that it is UTF-8', () => {
    expect(Buffer.from(composeMessage(header, [['PID', '1']])).toString()).toBe(
      'MSH|^~\\&|RMS|ALLIANCE^1.2.3^ISO|EPR|RTEST|20260302101500||MDM^T02^MDM_T02|L1|T|2.4|||AL|NE||UNICODE UTF-8\rPID|1\r',
    );
  });

  it('holds components, sub-components, repetitions and deletions', () => {
    const zzz = read('text', ['a', ['b', 'c'], DELETE_VALUE], { repetitions: ['x', ['y', 'z']] }, DELETE_VALUE, '').first('ZZZ');
    expect(zzz?.raw).toBe('ZZZ|text|a^b&c^""|x~y^z|""|');
  });

  it('refuses a segment name that is none', () => {
    for (const name of ['pid', 'PIDX', '', 'P|D']) expect(() => composeMessage(header, [[name]])).toThrow(RangeError);
  });

  it('is read back as it was meant, whatever a person typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed() && text !== ''),
        (text) => {
          const parsed = read(text, [text, text]);
          const zzz = parsed.first('ZZZ');
          return parsed.segments().length === 2 && zzz?.text(1) === text && zzz.text(2, 2) === text;
        },
      ),
      { numRuns: 500 },
    );
  });
});
