import { describe, expect, it } from '@jest/globals';
import { canonicalText } from '@rms/read-models';
import { signerFrom } from '@rms/service-kit';
import { certificateId, type Statement } from './certificate.aggregate.js';
import { checkCertificate } from './check-certificate.js';
import { idOf } from './told.fixture.js';

const signer = signerFrom('11'.repeat(32));
const statement: Statement = {
  trust: 'ZT001',
  on: '2026-03-04',
  asOf: '2026-03-04T23:59:59.999Z',
  position: 420,
  everEnrolled: 4,
  left: 1,
  leftBecause: { 'patient-died': 1 },
  inFollowUp: 3,
  withOwnedTask: 1,
  withNextAction: 1,
  exceptions: [{ followUp: idOf(1), why: 'No next date, no open task and no recorded ending.' }],
};
const downloaded = (of = statement, by = signer) => ({
  certificate: certificateId(of.trust, of.on),
  statement: of,
  signature: by.sign(canonicalText(of)),
  key: by.key,
  how: 'Ed25519 over the canonical JSON text (RFC 8785) of the statement.',
});
const findingsIn = (content: object, key?: string) => checkCertificate(JSON.stringify(content), key).findings;

describe('a certificate from outside', () => {
  it('is as it was signed, however its fields are laid out', () => {
    const { how, key, ...rest } = downloaded();
    const laidOutAnew = JSON.stringify({ how, key, ...rest, statement: Object.fromEntries(Object.entries(statement).reverse()) }, null, 2);
    expect(checkCertificate(laidOutAnew, signer.key)).toEqual({ trust: 'ZT001', on: '2026-03-04', key, exceptions: 1, findings: [] });
  });
  it('was changed where a word of it is another', () => {
    expect(findingsIn({ ...downloaded(), statement: { ...statement, on: '2026-03-05' } })).toEqual([
      'The signature does not fit what the certificate says.',
      'Its number is not that of its trust and day.',
    ]);
    const nobody = { ...statement, exceptions: [], withNextAction: 2 };
    expect(findingsIn({ ...downloaded(), statement: nobody })).toEqual(['The signature does not fit what the certificate says.']);
  });
  it('does not add up', () => {
    const wrong = { ...statement, left: 2, everEnrolled: 6, withOwnedTask: 5 };
    expect(findingsIn(downloaded(wrong))).toEqual([
      '6 ever enrolled are not 2 who left and 3 in follow-up.',
      '2 who left have 1 reasons.',
      '3 in follow-up are not 5 with a task, 1 with a date and 1 not held.',
    ]);
  });
  it('was signed by somebody else', () => {
    const forged = downloaded({ ...statement, exceptions: [], withNextAction: 2 }, signerFrom('22'.repeat(32)));
    expect(findingsIn(forged)).toEqual([]);
    expect(findingsIn(forged, signer.key)).toEqual(['It was signed with another key than the one that was expected.']);
  });
  it.each([
    ['', 'no text'],
    ['{"statement":', 'half a file'],
    [JSON.stringify({ ...downloaded(), extra: 1 }), 'a field that was put in'],
    [JSON.stringify({ ...downloaded(), signature: undefined }), 'no signature'],
    ['[]', 'something else'],
  ])('is none: %j', (text) => {
    expect(checkCertificate(text).findings).toEqual([expect.stringMatching(/^This is no certificate/)]);
  });
});
