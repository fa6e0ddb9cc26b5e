import { certificateSource, howToCheck, signedCertificate } from '@rms/portal-gateway';
import { canonicalText } from '@rms/read-models';
import { signerFrom } from '@rms/service-kit';

const id = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const good = {
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
const lost = (count) => ({
  ...good,
  withNextAction: good.withNextAction - count,
  exceptions: Array.from({ length: count }, (_, n) => ({
    followUp: id(n + 1),
    patient: id(1000 + n),
    why: 'Suspended until 1 March 2026 and not reviewed since.',
  })),
});

const pageOf = (typeset, statement) => {
  const signer = signerFrom('11'.repeat(32));
  const issued = { certificate: id(9999), statement, signature: signer.sign(canonicalText(statement)), key: signer.key };
  return typeset(certificateSource, {
    service: 'Cancer follow-up',
    trust: 'Northmoor Hospitals',
    code: 'ZT001',
    certificate: signedCertificate({ issued }),
    exceptions: statement.exceptions.map(({ followUp, why }) => ({ followUp, why })),
    how: howToCheck,
  });
};

/** A certificate on which everybody is accounted for, and two on which some are not. */
export const certificateSamples = (typeset) => ({
  'certificate.pdf': pageOf(typeset, good),
  'certificate-one-exception.pdf': pageOf(typeset, lost(1)),
  'certificate-forty-exceptions.pdf': pageOf(typeset, lost(40)),
});
