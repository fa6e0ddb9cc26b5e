import type { ReviewDecision } from '@rms/contracts';
import { date, instant } from '../words.js';
import type { PatientFile } from './patient-file.js';

export interface TimelineEntry {
  readonly at: string;
  readonly when: string;
  readonly text: string;
  readonly by: string;
  readonly mark: boolean;
}
type NameOf = (actor: string) => string;

export const decisionWords = (decision: ReviewDecision): string => {
  switch (decision.kind) {
    case 'continue':
      return 'continue as planned';
    case 'repeat':
      return `repeat the test by ${date(decision.by)}`;
    case 'recall':
      return `recall to clinic by ${date(decision.by)}`;
    case 'end':
      return decision.because === 'schedule-complete'
        ? 'end follow-up, the schedule is complete'
        : 'end this follow-up, followed under another record';
    default:
      return decision satisfies never;
  }
};

const entry = (at: string, text: string, more: { readonly by: string; readonly mark?: boolean }): TimelineEntry => ({
  at,
  when: instant(at),
  text,
  by: more.by,
  mark: more.mark ?? false,
});

const resultEntries = ({ results, followUps }: PatientFile): readonly TimelineEntry[] =>
  results.flatMap((copy) =>
    copy.reports.map(({ report, recordedAt }, index) => {
      const before = index > 0 ? copy.reports[index - 1]?.report.value.raw : undefined;
      const reading = followUps.map((followUp) => followUp.readings[copy._id]?.reading).find((each) => each !== undefined);
      const value = `${report.analyte.toUpperCase()} ${report.value.raw} ${report.value.unit}`.trim();
      if (report.status === 'withdrawn' || report.status === 'deleted')
        return entry(recordedAt, `The laboratory took back the ${report.analyte.toUpperCase()} of ${date(report.sampledOn)}.`, {
          by: report.laboratory,
          mark: true,
        });
      if (before !== undefined && before !== report.value.raw)
        return entry(
          recordedAt,
          `The laboratory corrected the ${report.analyte.toUpperCase()} of ${date(report.sampledOn)} from ${before} to ${report.value.raw} ${report.value.unit}.`,
          { by: report.laboratory, mark: true },
        );
      return entry(recordedAt, `${value} received (${report.status}), sample of ${date(report.sampledOn)}.`, {
        by: report.laboratory,
        mark: index === copy.reports.length - 1 && reading !== undefined && reading !== 'under-limit' && reading !== 'shown-only',
      });
    }),
  );

const followUpEntries = ({ followUps }: PatientFile, nameOf: NameOf): readonly TimelineEntry[] =>
  followUps.flatMap((followUp) => [
    entry(followUp.startedAt, `Follow-up started: ${followUp.protocol.title.toLowerCase()}, ${followUp.stream.replace('-', ' ')}.`, {
      by: nameOf(followUp.startedBy),
    }),
    ...followUp.decisions.map((decision) =>
      entry(decision.at, `Reviewed: ${decisionWords(decision.decision)}. Reason: ${decision.reason}`, {
        by: nameOf(`person:${decision.person}`),
      }),
    ),
    ...(followUp.endedAt === undefined
      ? []
      : [entry(followUp.endedAt, `Follow-up ended: ${endWords[followUp.endedBecause ?? ''] ?? ''}.`, { by: 'Follow-up', mark: true })]),
  ]);
export const endWords: Readonly<Record<string, string>> = {
  'start-undone': 'its start was an error and was undone',
  'patient-died': 'the patient died',
  'schedule-complete': 'the schedule is complete',
  'followed-under-another-record': 'followed under another record',
};

const taskEntries = ({ tasks }: PatientFile, nameOf: NameOf): readonly TimelineEntry[] =>
  tasks.flatMap(({ task }) =>
    task === undefined
      ? []
      : [
          entry(
            task.openedAt,
            `Task given to ${task.owner.person === undefined ? task.owner.teamName : nameOf(`person:${task.owner.person}`)}: ${task.title.toLowerCase()}, by ${date(task.dueOn)}.`,
            { by: 'Worklist' },
          ),
        ],
  );
const letterEntries = ({ letters }: PatientFile): readonly TimelineEntry[] =>
  letters.flatMap(({ letter, owedAt }) =>
    letter === undefined ? [] : [entry(owedAt, `A letter is owed by ${date(letter.by)}: ${letter.says}.`, { by: 'Letters' })],
  );

/** What happened, newest first. */
export const timelineOf = (file: PatientFile, nameOf: NameOf): readonly TimelineEntry[] =>
  [...resultEntries(file), ...followUpEntries(file, nameOf), ...taskEntries(file, nameOf), ...letterEntries(file)].sort((a, b) =>
    a.at < b.at ? 1 : -1,
  );
