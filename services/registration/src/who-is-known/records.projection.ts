import type { DataOf, FeedAgreement, registration } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Copy, CopyDocument } from '@rms/read-models';

/** Own records: which went into which, and under which numbers strangers' messages may be waiting. */
export interface RecordCopy extends CopyDocument {
  readonly retiredInto?: string;
}
/** Whose a number was when it was first claimed: the streams of claims that belong to a record. */
export interface ClaimCopy extends CopyDocument {
  readonly patient: string;
}
export interface FeedCopy extends CopyDocument {
  readonly agreement?: FeedAgreement;
}

export const records: Copy<RecordCopy> = {
  name: 'records',
  of: 'registration.patient',
  indexes: ['retiredInto'],
  initial: {},
  evolve: (before, message: Message) =>
    message.type === 'registration.patient-retired.v1'
      ? { retiredInto: (message.data as DataOf<typeof registration.patientRetired>).into }
      : before,
};

export const ownClaims: Copy<ClaimCopy> = {
  name: 'own_claims',
  of: 'registration.claim',
  indexes: ['patient'],
  initial: { patient: '' },
  evolve: (before, message: Message) => (before.patient === '' ? { patient: message.patient ?? '' } : before),
};

export const feeds: Copy<FeedCopy> = {
  name: 'feeds',
  of: 'registration.feed',
  indexes: [],
  initial: {},
  evolve: (before, message: Message) =>
    message.type === 'registration.feed-agreed.v1' ? { agreement: message.data as FeedAgreement } : before,
};
