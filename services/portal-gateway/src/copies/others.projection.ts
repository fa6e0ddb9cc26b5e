import type { DataOf, FeedAgreement, pathway, portalGateway, registration } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import { present } from '@rms/nhs';
import { protocolSchema, type Protocol } from '@rms/protocols';
import type { Copy, CopyDocument } from '@rms/read-models';

export { calls, workingHours } from './calls.projection.js';
export type { CallCopy, WorkingHoursCopy } from './calls.projection.js';
export { colleagues, tasks, teams } from './work.projection.js';
export type { ColleagueCopy, TaskCopy, TeamCopy } from './work.projection.js';

export interface ProtocolCopy extends CopyDocument {
  readonly versions: readonly Protocol[];
  readonly signed: readonly { readonly version: number; readonly by: string; readonly at: string }[];
}
export const protocols: Copy<ProtocolCopy> = {
  name: 'protocols',
  of: 'pathway.protocol',
  indexes: [],
  initial: { versions: [], signed: [] },
  evolve: (before, m: Message) => {
    switch (m.type) {
      case 'pathway.protocol-published.v1':
        return {
          ...before,
          versions: [...before.versions, protocolSchema.parse((m.data as DataOf<typeof pathway.protocolPublished>).content)],
        };
      case 'pathway.protocol-signed.v1': {
        const { version, signedBy } = m.data as DataOf<typeof pathway.protocolSigned>;
        return { ...before, signed: [...before.signed, { version, by: signedBy, at: m.time }] };
      }
      default:
        return before;
    }
  },
};
/** The version that new follow-ups use, and who signed it. */
export const inForce = (protocol: ProtocolCopy): { readonly protocol: Protocol; readonly by: string; readonly at: string } | undefined => {
  const signed = [...protocol.signed].sort((a, b) => b.version - a.version)[0];
  const content = protocol.versions.find((version) => version.version === signed?.version);
  return signed === undefined || content === undefined ? undefined : { protocol: content, by: signed.by, at: signed.at };
};

export interface FeedCopy extends CopyDocument {
  readonly agreement?: FeedAgreement;
}
export const feeds: Copy<FeedCopy> = {
  name: 'feeds',
  of: 'registration.feed',
  indexes: [],
  initial: {},
  evolve: (before, m: Message) => (m.type === 'registration.feed-agreed.v1' ? { agreement: m.data as FeedAgreement } : before),
};

type Held = DataOf<typeof registration.registrationMessageQuarantined>;
export interface QuarantineCopy extends CopyDocument {
  readonly held?: Held;
  /** Whom it may be about, where that is known. */
  readonly patient?: string;
  readonly open: boolean;
  readonly at: string;
  readonly settled?: { readonly decision: string; readonly reason: string; readonly by: string; readonly at: string };
}
const quarantine = (of: 'registration' | 'results'): Copy<QuarantineCopy> => ({
  name: `${of}_quarantine`,
  of: `${of}.quarantine`,
  indexes: [],
  initial: { open: false, at: '' },
  evolve: (before, m: Message) => {
    if (m.type === `${of}.message-quarantined.v1`) {
      const held = m.data as Held;
      return { held, open: true, at: m.time, ...present({ patient: held.patient }) };
    }
    if (m.type !== `${of}.quarantine-settled.v1`) return before;
    const { decision, reason } = m.data as DataOf<typeof registration.registrationQuarantineSettled>;
    return { ...before, open: false, settled: { decision, reason, by: m.actor, at: m.time } };
  },
});
export const registrationQuarantine = quarantine('registration');
export const resultsQuarantine = quarantine('results');

export interface AccessCopy extends CopyDocument {
  readonly patient: string;
  readonly page: string;
  readonly how: string;
  readonly refused: boolean;
  readonly why?: 'role' | 'trust';
  readonly by: string;
  readonly role: string;
  readonly at: string;
}
export const accesses: Copy<AccessCopy> = {
  name: 'accesses',
  of: 'portal-gateway.access',
  indexes: ['patient', 'by'],
  initial: { patient: '', page: '', how: '', refused: false, by: '', role: '', at: '' },
  evolve: (before, m: Message) => {
    if (m.type !== 'portal-gateway.patient-looked-at.v1') return before;
    const { patient, page, how, refused, why } = m.data as DataOf<typeof portalGateway.patientLookedAt>;
    return { patient, page, how, refused, by: m.actor, role: m.role, at: m.time, ...present({ why }) };
  },
};
