import type { Limit, Report } from '@rms/contracts';
import { shownOf, testWords, unitOf } from '@rms/protocols';
import type { FollowUpCopy, ReadingCopy } from '../copies/follow-ups.projection.js';
import type { ResultCopy } from '../copies/results.projection.js';
import { isUnderWay } from '../copies/letters.projection.js';
import type { PatientFile } from '../patient-page/patient-file.js';
import { addressWords, capital, date, instant } from '../words.js';
import { closingDate, testsToCome } from '../worklist/tests-to-come.js';
import { stands } from './true-at.projection.js';

/** One fact of a patient's state in words. Two states are compared by `key`. */
export interface StateRow {
  readonly key: string;
  readonly what: string;
  readonly known: string;
}

/** `PSA of 12 January 2026` */
export const resultName = ({ analyte, sampledOn }: Pick<Report, 'analyte' | 'sampledOn'>): string =>
  `${analyte.toUpperCase()} of ${date(sampledOn)}`;
/** What a report says, and how certain it is: `0.21 ng/mL, corrected`. */
export const reportWords = ({ value, status }: Report): string =>
  `${`${value.kind === 'quantity' ? value.raw : shownOf(value)} ${unitOf(value)}`.trim() || 'No value'}, ${status}`;

const courseWords = ({ phase, stream, anchorOn }: FollowUpCopy): string =>
  phase === 'ended' ? 'Ended' : `${capital(stream.replace('-', ' '))}, counted from ${date(anchorOn)}`;
const limitWords = ({ value, unit }: Limit): string => `${value.toFixed(2)} ${unit}`;
const limitRows = ({ _id, limit }: FollowUpCopy): readonly StateRow[] =>
  limit === undefined
    ? []
    : [
        {
          key: `limit ${_id}`,
          what: 'Limit',
          known: `${limitWords(limit)}, ${limit.source === 'personal' ? 'personal' : 'the protocol’s'}`,
        },
      ];

const clinicWaitedFor = ({ recalls }: FollowUpCopy): string | undefined => {
  const [recall] = Object.values(recalls);
  if (recall === undefined) return undefined;
  return recall.booked ? `The clinic on ${date(recall.on)}` : `A clinic by ${date(recall.on)}, to be booked`;
};
const plannedWords = (followUp: FollowUpCopy): string => {
  const [next] = testsToCome(followUp);
  if (next !== undefined) return `${testWords(next)}, due ${date(next.dueOn)}`;
  const closing = closingDate(followUp);
  return closing === undefined ? 'Nothing planned' : `The decision how follow-up ends, on ${date(closing)}`;
};
// Whoever is in a clinician's hands waits for the clinician, and whoever is suspended or has left is asked for nothing.
const waitedForWords = (followUp: FollowUpCopy): string => {
  if (followUp.phase === 'ended') return 'Nothing: follow-up had ended';
  const [review] = Object.values(followUp.reviews);
  if (review !== undefined) return `A clinician’s review by ${date(review.reviewBy)}`;
  const { suspension } = followUp.missed;
  return (
    clinicWaitedFor(followUp) ??
    (suspension === undefined ? plannedWords(followUp) : `Suspended: a clinician looks again on ${date(suspension.reviewOn)}`)
  );
};

const courseRows = (followUp: FollowUpCopy): readonly StateRow[] => [
  { key: `course ${followUp._id}`, what: `${followUp.cancer} follow-up`, known: courseWords(followUp) },
  {
    key: `protocol ${followUp._id}`,
    what: 'Protocol',
    known: `${followUp.protocol.title}, version ${String(followUp.protocol.version)}`,
  },
  ...(followUp.answers ?? []).map(({ asks, says }) => ({ key: `answer ${followUp._id} ${asks}`, what: asks, known: says })),
  ...limitRows(followUp),
];
const actRows = (followUp: FollowUpCopy): readonly StateRow[] => [
  { key: `waited ${followUp._id}`, what: 'What was waited for', known: waitedForWords(followUp) },
  ...followUp.decisions.slice(-1).map((decision) => ({
    key: `decision ${followUp._id}`,
    what: 'Last decision',
    known: `${capital(decision.decision.kind)} on ${instant(decision.at)}. Reason: ${decision.reason}`,
  })),
];

const readingWords = (reading: ReadingCopy): string =>
  `${capital(reading.reading.replaceAll('-', ' '))}${reading.limit === undefined ? '' : `, against the limit of ${limitWords(reading.limit)}`}`;
const newestSampleFirst = (a: { readonly sampledOn: string }, b: { readonly sampledOn: string }): number => {
  if (a.sampledOn === b.sampledOn) return 0;
  return a.sampledOn < b.sampledOn ? 1 : -1;
};
const resultRows = (copies: readonly ResultCopy[]): readonly StateRow[] =>
  copies
    .filter(stands)
    .flatMap((copy) => copy.reports.slice(-1).map(({ report }) => ({ id: copy._id, report, sampledOn: report.sampledOn })))
    .sort(newestSampleFirst)
    .map(({ id, report }) => ({ key: `result ${id}`, what: resultName(report), known: reportWords(report) }));
const readingRows = ({ followUps, results }: PatientFile): readonly StateRow[] =>
  followUps.flatMap((followUp) =>
    Object.values(followUp.readings)
      .sort(newestSampleFirst)
      .map((reading) => {
        const analyte = results.find((copy) => copy._id === reading.result)?.reports.at(-1)?.report.analyte ?? 'psa';
        return {
          key: `reading ${followUp._id} ${reading.result}`,
          what: `Reading of the ${resultName({ analyte, sampledOn: reading.sampledOn })}`,
          known: readingWords(reading),
        };
      }),
  );

const openTaskWords = ({ tasks }: PatientFile): string =>
  tasks
    .filter((copy) => copy.open)
    .map(({ task }) => `${task?.title ?? ''}, ${task?.owner.teamName ?? ''}, by ${date(task?.dueOn)}`)
    .join('; ') || 'None';
const owedLetterWords = ({ letters }: PatientFile): string =>
  letters
    .filter(isUnderWay)
    .map(({ letter }) => `${letter?.says ?? ''}, by ${date(letter?.by)}`)
    .join('; ') || 'None';

const recordRows = ({ records }: PatientFile): readonly StateRow[] =>
  records.length < 2 ? [] : [{ key: 'records', what: 'Records', known: `${String(records.length)} that are one person’s` }];

/** The state of a patient in words, most important first: for the history page and the command line. */
export const stateRows = (file: PatientFile): readonly StateRow[] => {
  const { name, address, gpPractice } = file.patient.demographics;
  return [
    { key: 'name', what: 'Name', known: `${name.family.toUpperCase()}, ${name.given}` },
    { key: 'alive', what: 'Alive', known: file.patient.died ? `Died ${date(file.patient.diedOn)}` : 'Yes, as far as was known' },
    ...recordRows(file),
    ...file.followUps.flatMap(courseRows),
    ...resultRows(file.results),
    ...readingRows(file),
    ...file.followUps.flatMap(actRows),
    { key: 'tasks', what: 'Open tasks', known: openTaskWords(file) },
    { key: 'letters', what: 'Letters owed', known: owedLetterWords(file) },
    { key: 'address', what: 'Address', known: addressWords(address) },
    { key: 'gp', what: 'GP practice', known: gpPractice?.name ?? gpPractice?.ods ?? 'None known' },
  ];
};

/** The same rows, each under a name that no other has: two samples of one day are numbered. */
export const namedApart = <Row extends Pick<StateRow, 'what'>>(rows: readonly Row[]): readonly Row[] => {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const n = (seen.get(row.what) ?? 0) + 1;
    seen.set(row.what, n);
    return n === 1 ? row : { ...row, what: `${row.what} (${String(n)})` };
  });
};
