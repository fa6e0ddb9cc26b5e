import type { alerting, DataOf } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import type { Copy, CopyDocument } from '@rms/read-models';

type Issued = DataOf<typeof alerting.certificateIssued>;
export type Statement = Issued['statement'];
export interface CertificateCopy extends CopyDocument {
  readonly on: string;
  /** As it was signed. */
  readonly issued?: Issued;
  readonly issuedAt: string;
}
export const certificates: Copy<CertificateCopy> = {
  name: 'certificates',
  of: 'alerting.certificate',
  indexes: ['on'],
  initial: { on: '', issuedAt: '' },
  evolve: (before, m: Message) => {
    if (m.type !== 'alerting.certificate-issued.v1') return before;
    const issued = m.data as Issued;
    return { on: issued.statement.on, issued, issuedAt: m.time };
  },
};

/** The last sweep of one day of the system clock. */
export interface SweepCopy extends CopyDocument {
  readonly at: string;
  readonly followUps: number;
  readonly exceptions: number;
}
export const sweeps: Copy<SweepCopy> = {
  name: 'sweeps',
  of: 'alerting.sweep',
  indexes: ['at'],
  initial: { at: '', followUps: 0, exceptions: 0 },
  evolve: (before, m: Message) => {
    if (m.type !== 'alerting.sweep-finished.v1') return before;
    const { at, followUps, exceptions } = m.data as DataOf<typeof alerting.sweepFinished>;
    // Two nodes can finish in another order than they are heard of.
    return at < before.at ? before : { at, followUps, exceptions };
  },
};
