import { describe, expect, it } from '@jest/globals';
import { hl7, testNhsNumber } from '../testing/index.js';
import { identifiersOf, mergedIdentifiersOf, mergesOf, type PersonIdentifier } from './person-identifiers.js';
import { routeOf, type Route } from './route.js';
import { countSegments } from './segment-search.js';

const N = testNhsNumber(3);
const SPACED = `${N.slice(0, 3)} ${N.slice(3, 6)} ${N.slice(6)}`;

const routed = (message: Uint8Array): Route => {
  const route = routeOf(message);
  if (!route.ok) throw new Error(route.rule);
  return route;
};
const identified = (message: Uint8Array): readonly PersonIdentifier[] => identifiersOf(message, routed(message));
const pid = (...fields: readonly string[]): readonly PersonIdentifier[] =>
  identified(
    hl7('ADT^A08')
      .segment('PID', ...fields)
      .bytes(),
  );
const listed = (pid3: string): readonly PersonIdentifier[] => pid('1', '', pid3);
const nhsNumbers = (identifiers: readonly PersonIdentifier[]): readonly string[] =>
  identifiers.filter(({ isNhsNumber }) => isNhsNumber).map(({ id }) => id);

describe('an NHS number', () => {
  it.each([
    ['^^^NHS^NH', `${N}^^^NHS^NH`],
    ['^^^^NH', `${N}^^^^NH`],
    ['^^^NHSNBR^NHSNMBR', `${N}^^^NHSNBR^NHSNMBR`],
    ['^06^^^NI', `${N}^06^^^NI`],
    ['the authority alone', `${N}^^^NHS`],
    ['the authority and NI', `${N}^^^NHS^NI`],
    ['the OID', `${N}^^^&2.16.840.1.113883.2.1.4.1&ISO^MR`],
    ['the OID as namespace', `${N}^^^2.16.840.1.113883.2.1.4.1`],
    ['the name in FHIR', `${N}^^^NHSD&https://fhir.nhs.uk/Id/nhs-number&URI^PI`],
    ['small letters and spaces', `${N} ^^^nhs ^nh `],
    ['two spaces inside', `${SPACED}^^^NHS^NH`],
  ])('is recognised by %s', (_, cx) => {
    expect(nhsNumbers(listed(cx))).toEqual([N]);
  });

  it.each([
    ['a hospital number of an authority called NHS', `${N}^^^NHS^MR`],
    ['a National Insurance number', `${N}^^^^NI`],
    ['a hospital number of ten digits', `${N}^^^RTEST^MR`],
    ['a number of which nothing is said', N],
  ])('is not %s', (_, cx) => {
    const [identifier] = listed(cx);
    expect(identifier).toMatchObject({ id: N, isNhsNumber: false });
  });

  it('is looked for in PID-19 where PID-2 and PID-3 have none', () => {
    const before = ['1', '', 'H1^^^RTEST^MR', ...Array<string>(15).fill('')];
    expect(pid(...before, SPACED)).toEqual([
      { id: 'H1', authority: 'RTEST', type: 'MR', isNhsNumber: false },
      { id: N, authority: '', type: '', isNhsNumber: true },
    ]);
    expect(pid(...before, '123-45-6789')).toHaveLength(1);
  });

  it('that is no number does not stop the search in PID-19', () => {
    expect(nhsNumbers(pid('1', '', 'UNKNOWN^^^NHS^NH', ...Array<string>(15).fill(''), N))).toEqual(['UNKNOWN', N]);
  });

  it('in PID-3 leaves PID-19 unread', () => {
    expect(nhsNumbers(pid('1', '', `${N}^^^NHS^NH`, ...Array<string>(15).fill(''), testNhsNumber(4)))).toEqual([N]);
  });
});

describe('the identifiers of a person', () => {
  it('are all repetitions of PID-3, then PID-2, each once', () => {
    expect(pid('1', `E1^^^RTEST^PI`, `E1^^^RTEST^PI~H1^^^RTEST&1.2&ISO^MR~${N}^^^NHS^NH`)).toEqual([
      { id: 'E1', authority: 'RTEST', type: 'PI', isNhsNumber: false },
      { id: 'H1', authority: 'RTEST', type: 'MR', isNhsNumber: false },
      { id: N, authority: 'NHS', type: 'NH', isNhsNumber: true },
    ]);
    expect(pid('1', 'E2^^^RTEST^PI', 'H1')).toHaveLength(2);
  });

  it('do not include empty or deleted ones', () => {
    expect(listed('^^^NHS^NH~""^^^NHS^NH~~H1')).toEqual([{ id: 'H1', authority: '', type: '', isNhsNumber: false }]);
  });

  it('are unescaped and decoded', () => {
    expect(listed('H\\T\\1^^^R\\F\\X^MR')).toMatchObject([{ id: 'H&1', authority: 'R|X' }]);
    const message = Buffer.from('MSH|^~\\&|||||||ADT^A08|1|P|2.4\rPID|1||H\u00e9^^^\u00c9^MR\r', 'latin1');
    expect(identified(message)).toMatchObject([{ id: 'H\u00e9', authority: '\u00c9' }]);
  });

  it('follow the delimiters that the sender chose', () => {
    const message = Buffer.from(`MSH$%*\\!$LAB$$$$$$ADT%A08$1$P$2.4\rPID$1$$H1%%%RTEST!1.2!ISO%MR*${N}%%%NHS%NH\r`);
    expect(identified(message)).toMatchObject([
      { id: 'H1', authority: 'RTEST', type: 'MR' },
      { id: N, isNhsNumber: true },
    ]);
  });

  it('are found behind other segments and at the end of the message', () => {
    for (const end of ['\r', '\n', '\r\n']) {
      expect(
        identified(Buffer.from(['MSH|^~\\&|||||||ADT^A08|1|P|2.4', 'EVN|A08|PID|', 'ZID|PID', `PID|1||${N}^^^NHS^NH`].join(end))),
      ).toMatchObject([{ id: N }]);
    }
  });

  it('end where PID ends, though the next segment has more', () => {
    expect(pid('1')).toEqual([]);
    expect(identified(hl7('ADT^A08').segment('PID').segment('PV1', '1', 'O', 'X').bytes())).toEqual([]);
  });

  it('are none without PID', () => {
    expect(identified(hl7('MFN^M02').segment('MFI', 'PRA').bytes())).toEqual([]);
  });

  it('are those of the first person, and a second one can be counted', () => {
    const message = hl7('ORU^R01')
      .patient({ nhsNumber: N })
      .order()
      .result()
      .patient({ nhsNumber: testNhsNumber(9) })
      .order()
      .result()
      .bytes();
    expect(nhsNumbers(identified(message))).toEqual([N]);
    expect(countSegments(message, routed(message), 'PID')).toBe(2);
    expect(countSegments(message, routed(message), 'MRG')).toBe(0);
  });
});

describe('a merge', () => {
  const retired = testNhsNumber(5);

  it('names whom it retires in MRG-1, whether MRG stands before or after PV1', () => {
    for (const order of [
      ['PV1', 'MRG'],
      ['MRG', 'PV1'],
    ]) {
      const message = order
        .reduce(
          (built, name) => built.segment(name, name === 'MRG' ? `OLD1^^^RTEST^MR~${retired}^^^NHS^NH` : '1'),
          hl7('ADT^A40').patient(),
        )
        .bytes();
      expect(mergedIdentifiersOf(message, routed(message))).toEqual([
        { id: 'OLD1', authority: 'RTEST', type: 'MR', isNhsNumber: false },
        { id: retired, authority: 'NHS', type: 'NH', isNhsNumber: true },
      ]);
    }
  });

  it('is absent from other messages', () => {
    const message = hl7('ADT^A08').patient().bytes();
    expect(mergedIdentifiersOf(message, routed(message))).toEqual([]);
    expect(mergesOf(message, routed(message))).toEqual([]);
  });

  it('may come with others in one message, each with its own survivor', () => {
    const built = hl7('ADT^A40')
      .segment('MRG', 'OLD0')
      .segment('PID', '1', '', 'KEEP1')
      .segment('MRG', 'OLD1')
      .segment('PID', '2', '', 'KEEP2')
      .segment('PV1', '1')
      .segment('MRG', 'OLD2');
    const message = built.bytes();
    const ids = mergesOf(message, routed(message)).map(({ survivor, retired: old }) => [
      survivor.map(({ id }) => id),
      old.map(({ id }) => id),
    ]);
    expect(ids).toEqual([
      [[], ['OLD0']],
      [['KEEP1'], ['OLD1']],
      [['KEEP2'], ['OLD2']],
    ]);
  });
});
