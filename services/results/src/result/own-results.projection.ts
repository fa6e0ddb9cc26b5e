import type { DataOf, results as contracts } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Copy, CopyDocument } from '@rms/read-models';

/** Whose a result is now. */
export interface OwnResult extends CopyDocument {
  readonly patient: string;
}

export const ownResults: Copy<OwnResult> = {
  name: 'own_results',
  of: 'results.result',
  indexes: ['patient'],
  initial: { patient: '' },
  evolve: (before, message: Message) => {
    switch (message.type) {
      case 'results.result-reassigned.v1':
        return { patient: (message.data as DataOf<typeof contracts.resultReassigned>).patient };
      default:
        return before.patient === '' ? { patient: message.patient ?? '' } : before;
    }
  },
};
