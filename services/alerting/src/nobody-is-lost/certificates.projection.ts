import type { alerting, DataOf } from '@rms/contracts';
import type { Copy, CopyDocument } from '@rms/read-models';

/** For which day of which trust a certificate has been issued. */
export interface CertificateCopy extends CopyDocument {
  readonly on: string;
}

export const certificates: Copy<CertificateCopy> = {
  name: 'certificates',
  of: 'alerting.certificate',
  indexes: ['on'],
  initial: { on: '' },
  evolve: (before, message) =>
    message.type === 'alerting.certificate-issued.v1'
      ? { on: (message.data as DataOf<typeof alerting.certificateIssued>).statement.on }
      : before,
};
