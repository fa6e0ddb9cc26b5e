import type { FollowUpCopy, ReadingCopy } from '../copies/follow-ups.projection.js';
import type { PatientFile } from '../patient-page/patient-file.js';
import { addressWords, capital, date, instant } from '../words.js';
import { testsToCome } from '../worklist/tests-to-come.js';

/** One fact of a patient's state in words. */
export interface StateRow {
  readonly what: string;
  readonly known: string;
}

const courseWords = ({ phase, stream, anchorOn }: FollowUpCopy): string =>
  phase === 'ended' ? 'Ended' : `${capital(stream.replace('-', ' '))}, counted from ${date(anchorOn)}`;
const limitWords = ({ limit }: FollowUpCopy): string =>
  `${limit.value.toFixed(2)} ${limit.unit}, ${limit.source === 'personal' ? 'personal' : 'the protocol’s'}`;
const readingRow = (reading: ReadingCopy): StateRow => ({
  what: `PSA of ${date(reading.sampledOn)}`,
  known: `${reading.shown} ${reading.unit}, ${reading.status}. Read as: ${reading.reading.replaceAll('-', ' ')}`,
});
const newestSampleFirst = (a: ReadingCopy, b: ReadingCopy): number => (a.sampledOn < b.sampledOn ? 1 : -1);

const waitedForWords = (followUp: FollowUpCopy): string => {
  const [review] = Object.values(followUp.reviews);
  if (review !== undefined) return `A clinician’s review by ${date(review.reviewBy)}`;
  const [next] = testsToCome(followUp);
  return next === undefined ? 'Nothing planned' : `${next.name}, due ${date(next.dueOn)}`;
};

const followUpRows = (followUp: FollowUpCopy): readonly StateRow[] => [
  { what: `${followUp.cancer} follow-up`, known: courseWords(followUp) },
  { what: 'Protocol', known: `${followUp.protocol.title}, version ${String(followUp.protocol.version)}` },
  { what: 'Limit', known: limitWords(followUp) },
  ...Object.values(followUp.readings).sort(newestSampleFirst).map(readingRow),
  { what: 'What was waited for', known: waitedForWords(followUp) },
  ...followUp.decisions.slice(-1).map((decision) => ({
    what: 'Last decision',
    known: `${capital(decision.decision.kind)} on ${instant(decision.at)}. Reason: ${decision.reason}`,
  })),
];

const openTaskWords = ({ tasks }: PatientFile): string =>
  tasks
    .filter((copy) => copy.open)
    .map(({ task }) => `${task?.title ?? ''}, ${task?.owner.teamName ?? ''}, by ${date(task?.dueOn)}`)
    .join('; ') || 'None';
const owedLetterWords = ({ letters }: PatientFile): string =>
  letters
    .filter((copy) => copy.owed)
    .map(({ letter }) => `${letter?.says ?? ''}, by ${date(letter?.by)}`)
    .join('; ') || 'None';

/** The state of a patient in words, most important first: for the history page and the command line. */
export const stateRows = (file: PatientFile): readonly StateRow[] => {
  const { name, address, gpPractice } = file.patient.demographics;
  return [
    { what: 'Name', known: `${name.family.toUpperCase()}, ${name.given}` },
    { what: 'Alive', known: file.patient.died ? `Died ${date(file.patient.diedOn)}` : 'Yes, as far as was known' },
    ...file.followUps.flatMap(followUpRows),
    { what: 'Open tasks', known: openTaskWords(file) },
    { what: 'Letters owed', known: owedLetterWords(file) },
    { what: 'Address', known: addressWords(address) },
    { what: 'GP practice', known: gpPractice?.name ?? gpPractice?.ods ?? 'None known' },
  ];
};
