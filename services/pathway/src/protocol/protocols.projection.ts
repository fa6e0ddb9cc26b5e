import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { protocolSchema, type Protocol } from '@rms/protocols';
import type { Copy, CopyDocument } from '@rms/read-models';

/** A protocol's versions and which of them a clinician has signed. */
export interface ProtocolCopy extends CopyDocument {
  readonly versions: readonly Protocol[];
  readonly signed: readonly number[];
}
type Content = Omit<ProtocolCopy, keyof CopyDocument>;

const evolve = (before: Content, message: Message): Content => {
  switch (message.type) {
    case 'pathway.protocol-published.v1':
      return {
        ...before,
        versions: [...before.versions, protocolSchema.parse((message.data as DataOf<typeof pathway.protocolPublished>).content)],
      };
    case 'pathway.protocol-signed.v1':
      return { ...before, signed: [...before.signed, (message.data as DataOf<typeof pathway.protocolSigned>).version] };
    default:
      return before;
  }
};

export const protocols: Copy<ProtocolCopy> = {
  name: 'protocols',
  of: 'pathway.protocol',
  indexes: [],
  initial: { versions: [], signed: [] },
  evolve,
};

/** The version that a new follow-up is pinned to: the newest that is signed. */
export const inForce = (protocol: Pick<ProtocolCopy, 'versions' | 'signed'>): Protocol | undefined => {
  const newest = Math.max(0, ...protocol.signed);
  return protocol.versions.find((version) => version.version === newest);
};
