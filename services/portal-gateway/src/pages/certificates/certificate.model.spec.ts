import { describe, expect, it } from '@jest/globals';
import { canonicalText } from '@rms/read-models';
import { signerFrom } from '@rms/service-kit';
import { typesetter } from '@rms/typesetting';
import type { Statement } from '../../copies/watch.projection.js';
import { certificateSource, type DocumentContent } from './certificate-document.js';
import { downloadOf, howToCheck } from './certificate.model.js';
import { exceptionTaskOf, heldNow, whoseTask } from './exception.model.js';
import { signedCertificate } from './signed-certificate.js';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const good: Statement = {
  trust: 'ZT001',
  on: '2026-03-04',
  asOf: '2026-03-04T23:59:59.999Z',
  position: 412906,
  everEnrolled: 1838,
  left: 628,
  leftBecause: { 'patient-died': 620, 'moved-away': 8 },
  inFollowUp: 1210,
  withOwnedTask: 66,
  withNextAction: 1144,
  exceptions: [],
};
const bad: Statement = {
  ...good,
  withNextAction: 1143,
  exceptions: [{ followUp: id(1), patient: id(2), why: 'Suspended until 1 March 2026 and not reviewed since.' }],
};
const signed = (statement: Statement) => {
  const signer = signerFrom('11'.repeat(32));
  return { issued: { certificate: id(9), statement, signature: signer.sign(canonicalText(statement)), key: signer.key } };
};

describe('a certificate as it is shown', () => {
  it('says that everyone is accounted for, with the parts that make the total', () => {
    expect(signedCertificate(signed(good))).toMatchObject({
      day: '4 March 2026',
      isGood: true,
      verdict: 'Everyone is accounted for.',
      besides: '1,838 follow-ups, no exceptions.',
      sum: { next: '1,144', task: '66', left: '628', lost: '0', ever: '1,838', isLost: false },
      left: [
        { because: 'Died', count: '620' },
        { because: 'Moved away', count: '8' },
      ],
      position: '412,906',
      fits: true,
    });
  });
  it('says how many are not, and that it is signed all the same', () => {
    expect(signedCertificate(signed(bad))).toMatchObject({
      isGood: false,
      fits: true,
      verdict: '1 follow-up is not accounted for.',
      besides: 'This certificate is signed, with the exception listed.',
    });
  });
  it('is not good where the signature does not fit what it says', () => {
    const { issued } = signed(bad);
    expect(signedCertificate({ issued: { ...issued, statement: good } })).toMatchObject({ fits: false, isGood: false });
  });
  it('is nothing where none was issued', () => expect(signedCertificate({})).toBeUndefined());
  it('is handed out as it was signed, with a word on how to check it', () => {
    const { issued } = signed(bad);
    expect(JSON.parse(downloadOf({ issued }))).toEqual({ ...issued, how: howToCheck });
  });
});

describe('a certificate on paper', () => {
  const typeset = typesetter();
  const contentOf = (statement: Statement): DocumentContent => ({
    service: 'Cancer follow-up',
    trust: 'Northmoor Hospitals',
    code: 'ZT001',
    certificate: signedCertificate(signed(statement))!,
    exceptions: statement.exceptions.map(({ followUp, why }) => ({ followUp, why })),
    how: howToCheck,
  });
  it.each([
    ['where nobody is lost', good],
    ['where somebody is', bad],
  ])('is a tagged document and comes out the same, byte for byte, %s', (_, statement) => {
    const once = Buffer.from(typeset(certificateSource, contentOf(statement)));
    expect(once.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(once.equals(Buffer.from(typeset(certificateSource, contentOf(statement))))).toBe(true);
  });
});

describe('whose task a lost patient is', () => {
  const owner = { teamName: 'Northmoor urology nurses', role: 'clinical-nurse-specialist', person: 'anwen' };
  const task = {
    task: id(5),
    kind: 'exception',
    about: id(1),
    followUp: id(1),
    settledBy: 'alerting',
    band: 'possible-recurrence',
    seriousness: 1,
    title: 'Patient who is not held',
    why: 'x',
    openedAt: '2026-03-05T06:00:00.000Z',
    dueOn: '2026-03-05',
    owner,
  } as const;
  const copy = { _id: id(5), trust: 'ZT001', published: 1, formerly: [], open: true, escalations: [], task };
  const nameOf = (): string => 'Anwen Rees';
  it('is the one that the sweep opened about this follow-up, and no other task of the patient', () => {
    const review = { ...copy, _id: id(6), task: { ...task, kind: 'review' as const } };
    const other = { ...copy, _id: id(7), task: { ...task, followUp: id(8) } };
    expect(exceptionTaskOf([review, copy, other], id(1))).toBe(copy);
    expect(exceptionTaskOf([review], id(1))).toBeUndefined();
  });
  it('says who has it and by when, why it was closed, or that nobody has it yet', () => {
    expect(whoseTask(copy, nameOf)).toEqual({
      isOpen: true,
      owner: 'Anwen Rees, Northmoor urology nurses',
      state: 'Open since 5 March 2026, 06:00, by 5 March 2026.',
    });
    const closed = { ...copy, open: false, closedAt: '2026-03-05T10:00:00.000Z', closedBecause: 'the sweep finds the patient held again' };
    expect(whoseTask(closed, nameOf).state).toBe('Closed on 5 March 2026, 10:00: the sweep finds the patient held again.');
    expect(whoseTask(undefined, nameOf)).toMatchObject({ isOpen: false, owner: 'Nobody yet' });
  });
  it('says what the lists of today hold him by', () => {
    expect([heldNow('date'), heldNow('nothing'), heldNow(undefined)]).toEqual(['A next date', 'Nothing', 'It is not known here']);
  });
});
