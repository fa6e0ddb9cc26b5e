import type { ReadingName, Report, ReviewDecision } from '@rms/contracts';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import type { ResultCopy } from '../copies/results.projection.js';
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
    case 'suspend':
      return `suspend follow-up until ${date(decision.by)}`;
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

const reportWords = (report: Report, before: string | undefined): { readonly text: string; readonly replaces: boolean } => {
  const { value, status } = report;
  const analyte = report.analyte.toUpperCase();
  const sampledOn = date(report.sampledOn);
  if (status === 'withdrawn' || status === 'deleted')
    return { text: `The laboratory took back the ${analyte} of ${sampledOn}.`, replaces: true };
  if (before !== undefined && before !== value.raw)
    return {
      text: `The laboratory corrected the ${analyte} of ${sampledOn} from ${before} to ${value.raw} ${value.unit}.`,
      replaces: true,
    };
  return { text: `${`${analyte} ${value.raw} ${value.unit}`.trim()} received (${status}), sample of ${sampledOn}.`, replaces: false };
};
const asksSomebody = (reading: ReadingName | undefined): boolean =>
  reading !== undefined && reading !== 'under-limit' && reading !== 'shown-only';

const entriesOf = (copy: ResultCopy, followUps: readonly FollowUpCopy[]): readonly TimelineEntry[] => {
  const reading = followUps.map((followUp) => followUp.readings[copy._id]?.reading).find((each) => each !== undefined);
  return copy.reports.map(({ report, recordedAt }, index) => {
    const { text, replaces } = reportWords(report, copy.reports[index - 1]?.report.value.raw);
    const isNewest = index === copy.reports.length - 1;
    return entry(recordedAt, text, { by: report.laboratory, mark: replaces || (isNewest && asksSomebody(reading)) });
  });
};

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
    ...followUp.missed.remarks.map(({ at, by, text, mark }) => entry(at, text, { by: nameOf(by), mark })),
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
  [
    ...file.results.flatMap((copy) => entriesOf(copy, file.followUps)),
    ...followUpEntries(file, nameOf),
    ...taskEntries(file, nameOf),
    ...letterEntries(file),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
