import { accept, derivedId, onlyShapes, refuse, type Aggregate } from '@rms/event-sourcing/pure';
import { showDateText } from '@rms/nhs';
import type { Natures, Sentences } from '@rms/service-kit';
import { wrongSums } from './adds-up.js';
import type { Reconciliation } from './reconcile.js';

/** What is signed: the sum of one trust on one day, from everything recorded by an instant. */
export interface Statement extends Reconciliation {
  readonly on: string;
  /** Everything recorded by this instant is in it. */
  readonly asOf: string;
  /** The place in the log up to which facts were read. */
  readonly position: number;
}
export interface Signature {
  /** Ed25519 over the canonical text of the statement (RFC 8785), in base64. */
  readonly signature: string;
  /** The public key, SPKI in base64. */
  readonly key: string;
}
export type CertificateEvent = { readonly type: 'CertificateIssued'; readonly statement: Statement } & Signature;
export type CertificateCommand = { readonly type: 'IssueCertificate'; readonly statement: Statement } & Signature;
export type CertificateState = { readonly issued?: Statement };

const schemas = { CertificateIssued: 1 } as const;

/** One certificate for each trust and day: never two. */
export const certificateId = (trust: string, on: string): string => derivedId('5b0c6a0e-94f1-4d0f-8f0b-6f0e2f1c7a21', `${trust} ${on}`);

/** `alerting.certificate-<trust and day>`: the proof that nobody was lost that day, or by name who was. It is issued once. */
export const certificate: Aggregate<CertificateState, CertificateCommand, CertificateEvent, 'does-not-add-up'> = {
  service: 'alerting',
  name: 'certificate',
  schemas,
  published: new Set(['CertificateIssued']),
  occurred: () => undefined,
  decider: {
    initialState: {},
    decide: ({ statement, signature, key }, state) => {
      if (wrongSums(statement).length > 0) return refuse('does-not-add-up');
      return state.issued === undefined ? accept({ type: 'CertificateIssued', statement, signature, key }) : accept();
    },
    evolve: (state, event) => (event.type === 'Erased' ? state : { issued: event.statement }),
  },
  upcast: onlyShapes(schemas),
};

export const certificateSentences: Sentences<CertificateEvent> = {
  CertificateIssued: ({ statement: { on, inFollowUp, exceptions } }) =>
    `Certificate of ${showDateText(on)}: ${String(inFollowUp)} in follow-up, ${exceptions.length === 0 ? 'nobody lost' : `${String(exceptions.length)} not held`}.`,
};

export const certificateNatures: Natures<CertificateEvent> = { CertificateIssued: 'act' };
