import type { DataOf, Report, results as contracts } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Copy, CopyDocument } from '@rms/read-models';

/** A recorded result as the results service last published it. */
export interface ResultCopy extends CopyDocument {
  readonly patient: string;
  readonly report?: Report;
}

type Content = Omit<ResultCopy, keyof CopyDocument>;

const evolve = (before: Content, message: Message): Content => {
  switch (message.type) {
    case 'results.result-recorded.v1':
    case 'results.result-corrected.v1':
    case 'results.result-retracted.v1': {
      const { patient, report } = message.data as DataOf<typeof contracts.resultRecorded>;
      return { patient: before.patient === '' ? patient : before.patient, report };
    }
    case 'results.result-reassigned.v1':
      return { ...before, patient: (message.data as DataOf<typeof contracts.resultReassigned>).patient };
    default:
      return before;
  }
};

export const results: Copy<ResultCopy> = { name: 'results', of: 'results.result', indexes: ['patient'], initial: { patient: '' }, evolve };
