import { asksAClinician, type Report, type ReviewDecision } from '@rms/contracts';
import { shownOf, unitOf } from '@rms/protocols';
import type { FormerEnd } from '../copies/ending.js';
import type { FollowUpCopy, ReadingCopy } from '../copies/follow-ups.projection.js';
import type { ResultCopy } from '../copies/results.projection.js';
import { capital, date, instant } from '../words.js';
import { callOutcomeWords, callReason } from './call-words.js';
import type { PageContext } from './page-context.js';
import type { PatientFile } from './patient-file.js';
import { readingIn, testNameIn, testNameOf } from './test-names.js';

export interface TimelineEntry {
  readonly at: string;
  readonly when: string;
  readonly text: string;
  readonly by: string;
  readonly mark: boolean;
}
type NameOf = PageContext['nameOf'];
type Context = Pick<PageContext, 'nameOf' | 'protocolOf'>;

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
      return `end this follow-up, ${endWords[decision.because] ?? decision.because}`;
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

// A number is told as it was sent, a code with its words.
const valueWords = ({ value }: Report): string => (value.kind === 'coded' ? shownOf(value) : `${value.raw} ${unitOf(value)}`).trim();
const saidIn = ({ value }: Report): string => (value.kind === 'coded' ? shownOf(value) : value.raw);

interface Named {
  readonly report: Report;
  readonly name: string;
}
const reportWords = ({ report, name }: Named, before: Report | undefined): { readonly text: string; readonly replaces: boolean } => {
  const { status } = report;
  const sampledOn = date(report.sampledOn);
  const [sender, when] = report.value.kind === 'coded' ? ['sender', `done on ${sampledOn}`] : ['laboratory', `sample of ${sampledOn}`];
  if (status === 'withdrawn' || status === 'deleted')
    return { text: `The ${sender} took back the ${name} of ${sampledOn}.`, replaces: true };
  if (before !== undefined && saidIn(before) !== saidIn(report))
    return {
      text: `The ${sender} corrected the ${name} of ${sampledOn} from ${saidIn(before)} to ${valueWords(report)}.`,
      replaces: true,
    };
  return { text: `${`${name} ${valueWords(report)}`.trim()} received (${status}), ${when}.`, replaces: false };
};
const asksSomebody = (reading: ReadingCopy | undefined): boolean => reading !== undefined && asksAClinician(reading.reading);

const entriesOf = (copy: ResultCopy, followUps: readonly FollowUpCopy[], context: Context): readonly TimelineEntry[] => {
  const reading = readingIn(followUps, copy._id);
  return copy.reports.map(({ report, recordedAt }, index) => {
    const name = capital(testNameIn(followUps, report, context) ?? testNameOf(report, reading));
    const { text, replaces } = reportWords({ report, name }, copy.reports[index - 1]?.report);
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
    ...followUp.formerEnds.flatMap(({ at, because, wentOnAt, wentOnBecause }) => [
      endEntry(at, because),
      entry(wentOnAt, `Follow-up goes on: ${wentOnWords[wentOnBecause]}.`, { by: 'Follow-up', mark: true }),
    ]),
    ...(followUp.endedAt === undefined ? [] : [endEntry(followUp.endedAt, followUp.endedBecause)]),
  ]);
const endEntry = (at: string, because = ''): TimelineEntry =>
  entry(at, `Follow-up ended: ${endWords[because] ?? because}.`, { by: 'Follow-up', mark: true });
const wentOnWords: Readonly<Record<FormerEnd['wentOnBecause'], string>> = {
  'death-withdrawn': 'the death that had ended it was an error',
  result: 'a result has come or changed since that somebody must look at',
};
export const endWords: Readonly<Record<string, string>> = {
  'start-undone': 'its start was an error and was undone',
  'patient-died': 'the patient died',
  'schedule-complete': 'the schedule is complete',
  discharged: 'discharged',
  transferred: 'followed by another team or hospital',
  'in-treatment': 'in treatment again',
  'patient-wish': 'does not want to be followed',
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

const callEntries = ({ calls }: PatientFile, nameOf: NameOf): readonly TimelineEntry[] =>
  calls.flatMap(({ call, loggedAt, loggedBy, closed }) =>
    call === undefined
      ? []
      : [
          entry(loggedAt, `${call.caller.name} rang${callReason(call)}`, { by: nameOf(loggedBy), mark: call.symptoms.length > 0 }),
          ...(closed === undefined
            ? []
            : [
                entry(closed.at, `The call of ${instant(loggedAt)} ended: ${callOutcomeWords[closed.outcome] ?? ''}. ${closed.note}`, {
                  by: nameOf(closed.by),
                }),
              ]),
        ],
  );

/** What happened, newest first. */
export const timelineOf = (file: PatientFile, context: Context): readonly TimelineEntry[] =>
  [
    ...file.results.flatMap((copy) => entriesOf(copy, file.followUps, context)),
    ...followUpEntries(file, context.nameOf),
    ...taskEntries(file, context.nameOf),
    ...letterEntries(file),
    ...callEntries(file, context.nameOf),
  ].sort((a, b) => (a.at < b.at ? 1 : -1));
