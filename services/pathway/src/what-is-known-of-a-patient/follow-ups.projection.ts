import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Copy, CopyDocument } from '@rms/read-models';

/** Which follow-ups a patient has, of which protocol, and whether they go on. */
export interface FollowUpCopy extends CopyDocument {
  readonly patient: string;
  /** The record the stream was born with. */
  readonly bornWith: string;
  readonly protocol: string;
  readonly phase: 'active' | 'ended';
}

type Content = Omit<FollowUpCopy, keyof CopyDocument>;

const evolve = (before: Content, message: Message): Content => {
  switch (message.type) {
    case 'pathway.follow-up-started.v1': {
      const { patient, protocol } = message.data as DataOf<typeof pathway.followUpStarted>;
      return { patient, bornWith: patient, protocol: protocol.protocol, phase: 'active' };
    }
    case 'pathway.start-undone.v1':
    case 'pathway.follow-up-ended.v1':
      return { ...before, phase: 'ended' };
    case 'pathway.follow-up-resumed.v1':
      return { ...before, phase: 'active' };
    case 'pathway.follow-up-reassigned.v1':
      return { ...before, patient: (message.data as DataOf<typeof pathway.followUpReassigned>).patient };
    default:
      return before;
  }
};

export const followUps: Copy<FollowUpCopy> = {
  name: 'follow_ups',
  of: 'pathway.follow-up',
  indexes: ['patient'],
  initial: { patient: '', bornWith: '', protocol: '', phase: 'active' },
  evolve,
};
