import type { PatientFile } from '../patient-page/patient-file.js';
import { capital, date, instant } from '../words.js';
import { testsToCome } from '../worklist/follow-up-states.view.js';

/** One fact of a patient's state in words. */
export interface StateRow {
  readonly what: string;
  readonly known: string;
}

const followUpRows = (file: PatientFile): readonly StateRow[] =>
  file.followUps.flatMap((followUp): StateRow[] => {
    const [next] = testsToCome(followUp);
    const reviews = Object.values(followUp.reviews);
    const readings = Object.values(followUp.readings).sort((a, b) => (a.sampledOn < b.sampledOn ? 1 : -1));
    return [
      {
        what: `${followUp.cancer} follow-up`,
        known:
          followUp.phase === 'ended' ? 'Ended' : `${capital(followUp.stream.replace('-', ' '))}, counted from ${date(followUp.anchorOn)}`,
      },
      { what: 'Protocol', known: `${followUp.protocol.title}, version ${String(followUp.protocol.version)}` },
      {
        what: 'Limit',
        known: `${followUp.limit.value.toFixed(2)} ${followUp.limit.unit}, ${followUp.limit.source === 'personal' ? 'personal' : 'the protocol’s'}`,
      },
      ...readings.map((reading) => ({
        what: `PSA of ${date(reading.sampledOn)}`,
        known: `${reading.shown} ${reading.unit}, ${reading.status}. Read as: ${reading.reading.replaceAll('-', ' ')}`,
      })),
      {
        what: 'What was waited for',
        known:
          reviews.length > 0
            ? `A clinician’s review by ${date(reviews[0]?.reviewBy)}`
            : next === undefined
              ? 'Nothing planned'
              : `${next.name}, due ${date(next.dueOn)}`,
      },
      ...followUp.decisions
        .slice(-1)
        .map((decision) => ({
          what: 'Last decision',
          known: `${capital(decision.decision.kind)} on ${instant(decision.at)}. Reason: ${decision.reason}`,
        })),
    ];
  });

/** The state of a patient in words, most important first: for the history page and the command line. */
export const stateRows = (file: PatientFile): readonly StateRow[] => {
  const { name, address, gpPractice } = file.patient.demographics;
  const open = file.tasks.filter((task) => task.open);
  return [
    { what: 'Name', known: `${name.family.toUpperCase()}, ${name.given}` },
    { what: 'Alive', known: file.patient.died ? `Died ${date(file.patient.diedOn)}` : 'Yes, as far as was known' },
    ...followUpRows(file),
    {
      what: 'Open tasks',
      known:
        open.length === 0
          ? 'None'
          : open.map((copy) => `${copy.task?.title ?? ''}, ${copy.task?.owner.teamName ?? ''}, by ${date(copy.task?.dueOn)}`).join('; '),
    },
    {
      what: 'Letters owed',
      known:
        file.letters
          .filter((copy) => copy.owed)
          .map((copy) => `${copy.letter?.says ?? ''}, by ${date(copy.letter?.by)}`)
          .join('; ') || 'None',
    },
    {
      what: 'Address',
      known: address === undefined ? 'None known' : [...address.lines, address.postcode].filter((part) => part !== undefined).join(', '),
    },
    { what: 'GP practice', known: gpPractice?.name ?? gpPractice?.ods ?? 'None known' },
  ];
};
