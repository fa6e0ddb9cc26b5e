import type { DataOf, Report, results as contracts } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import type { Copy, CopyDocument } from '@rms/read-models';

/** A report as it was published, and when we were told. */
export interface ToldReport {
  readonly report: Report;
  readonly recordedAt: string;
}
/** A result with every report of it that was ever published, newest last. */
export interface ResultCopy extends CopyDocument {
  readonly patient: string;
  readonly reports: readonly ToldReport[];
}

export const results: Copy<ResultCopy> = {
  name: 'results',
  of: 'results.result',
  indexes: ['patient'],
  initial: { patient: '', reports: [] },
  evolve: (before, message: Message) => {
    switch (message.type) {
      case 'results.result-recorded.v1':
      case 'results.result-corrected.v1':
      case 'results.result-retracted.v1': {
        const { patient, report } = message.data as DataOf<typeof contracts.resultRecorded>;
        return {
          patient: before.patient === '' ? patient : before.patient,
          reports: [...before.reports, { report, recordedAt: message.time }],
        };
      }
      case 'results.result-reassigned.v1':
        return { ...before, patient: (message.data as DataOf<typeof contracts.resultReassigned>).patient };
      default:
        return before;
    }
  },
};
