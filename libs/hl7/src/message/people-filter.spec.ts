import { describe, expect, it } from '@jest/globals';
import { hl7, testNhsNumber } from '../testing/index.js';
import { PeopleFilter } from './people-filter.js';

const OURS = testNhsNumber(1);
const ANOTHER = testNhsNumber(2);
const filter = new PeopleFilter([OURS, 'H777']);
const about = (nhsNumber: string, hospitalNumber = 'H1'): Uint8Array =>
  hl7('ORU^R01').patient({ nhsNumber, hospitalNumber }).order().result().bytes();

describe('sorting a feed', () => {
  it('lets through a message about somebody on the list, by any of his numbers', () => {
    expect(filter.mayConcern(about(OURS))).toBe(true);
    expect(filter.mayConcern(about(ANOTHER, 'H777'))).toBe(true);
    expect(filter.mayConcern(about(OURS.replace(/^(...)(...)/, '$1 $2 ')))).toBe(true);
  });

  it('keeps back a message about somebody else', () => {
    expect(filter.mayConcern(about(ANOTHER))).toBe(false);
    expect(filter.mayConcern(hl7('ADT^A08').segment('PID', '1').bytes())).toBe(false);
    for (const end of ['\n', '\r\n'])
      expect(filter.mayConcern(hl7('ADT^A08').patient({ nhsNumber: ANOTHER }).segment('PV1', '1').bytes(end))).toBe(false);
  });

  it('looks at PID-2, at PID-19 and at whom a merge retires', () => {
    expect(filter.mayConcern(hl7('ADT^A08').segment('PID', '1', OURS, 'H1').bytes())).toBe(true);
    expect(
      filter.mayConcern(
        hl7('ADT^A08')
          .segment('PID', '1', '', 'H1', ...Array<string>(15).fill(''), OURS)
          .bytes(),
      ),
    ).toBe(true);
    expect(filter.mayConcern(hl7('ADT^A40').patient({ nhsNumber: ANOTHER }).segment('PV1').segment('MRG', 'X~H777').bytes())).toBe(true);
  });

  it('looks at every person in a message', () => {
    expect(filter.mayConcern(hl7('ORU^R01').patient({ nhsNumber: ANOTHER }).patient({ nhsNumber: OURS }).bytes())).toBe(true);
  });

  it('does not look at other segments', () => {
    expect(filter.mayConcern(hl7('ADT^A08').patient({ nhsNumber: ANOTHER }).segment('NK1', OURS, OURS, OURS).note(OURS).bytes())).toBe(
      false,
    );
  });

  it('says maybe where it cannot tell', () => {
    const unusual = [
      'nonsense',
      'MSH$^~\\&$$$$$$$ADT^A08$1$P$2.4\rPID$1$$X\r',
      'MSH|^~\\&|||||||MFN^M02|1|P|2.4\rMFI|X\r',
      'MSH|^~\\&|||||||ADT^A08|1|P|2.4\rPID|1||H\\T\\1\r',
      'MSH|^~\\&|||||||ADT^A08|1|P|2.4\rPID|1||H\u00e9\r',
      'MSH|^~\\&|||||||ADT^A08|1|P|2.4\rPID|1\nx||H1\r',
      'MSH|^~\\&|||||||ADT^A08|1|P|2.4\rPID|1||\tH1\r',
    ];
    for (const text of unusual) expect([text, filter.mayConcern(Buffer.from(text))]).toEqual([text, true]);
  });

  it('knows somebody from the moment he is added', () => {
    const growing = new PeopleFilter();
    expect(growing.mayConcern(about(ANOTHER))).toBe(false);
    growing.add(ANOTHER);
    expect(growing.mayConcern(about(ANOTHER))).toBe(true);
  });
});
