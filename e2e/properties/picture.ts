import type { Demographics, Report, ReviewDecision, ScheduledTest } from '@rms/contracts';
import type { Document } from '@rms/read-models';
import { trust, type RegionInMemory } from '../in-memory/region-in-memory.js';

interface PatientDocument extends Document {
  readonly demographics: Demographics;
  readonly died: boolean;
  readonly retiredInto?: string;
  readonly registered: boolean;
}
interface ResultDocument extends Document {
  readonly patient: string;
  readonly reports: readonly { readonly report: Report }[];
}
interface FollowUpDocument extends Document {
  readonly patient: string;
  readonly anchorOn: string;
  readonly phase: string;
  readonly tests: readonly ScheduledTest[];
  readonly done: Readonly<Record<string, { readonly result: string; readonly on: string }>>;
  readonly readings: Readonly<
    Record<string, { readonly reading: string; readonly sentence: string; readonly shown: string; readonly status: string }>
  >;
  readonly reviews: Readonly<
    Record<
      string,
      {
        readonly about: string;
        readonly result?: string;
        readonly sentence: string;
        readonly reviewBy: string;
        readonly proposes?: ReviewDecision;
      }
    >
  >;
}
interface WorkItemDocument extends Document {
  readonly title: string;
  readonly why: string;
  readonly dueOn: string;
  readonly seriousness: number;
  readonly banner?: { readonly given: string; readonly patient: string };
}

export const livingRecords = async (region: RegionInMemory): Promise<readonly PatientDocument[]> =>
  (await region.views.collection<PatientDocument>('patients').find(trust, {})).filter(
    (record) => record.registered && record.retiredInto === undefined,
  );

const sampleOf = (results: readonly ResultDocument[], id: string | undefined): string | undefined => {
  const report = results.find((result) => result._id === id)?.reports.at(-1)?.report;
  return report === undefined ? undefined : `${report.code} of ${report.sampledOn}`;
};
const sorted = <T>(items: readonly T[]): readonly T[] => [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const pictureOfFollowUp = (followUp: FollowUpDocument, results: readonly ResultDocument[]) => ({
  phase: followUp.phase,
  anchorOn: followUp.anchorOn,
  tests: followUp.tests.map(({ test, label, dueOn, required }) => ({
    label,
    dueOn,
    required,
    done: followUp.done[test]?.on,
    by: sampleOf(results, followUp.done[test]?.result),
  })),
  readings: sorted(
    Object.entries(followUp.readings).map(([result, { reading, sentence, shown, status }]) => ({
      of: sampleOf(results, result),
      reading,
      sentence,
      shown,
      status,
    })),
  ),
  reviews: sorted(
    Object.values(followUp.reviews).map(({ about, result, sentence, reviewBy, proposes }) => ({
      about,
      of: sampleOf(results, result),
      sentence,
      reviewBy,
      proposes,
    })),
  ),
});

/** What the system holds to be true of its patients now: no ids, no counters, no positions, no times of recording. */
export const pictureOf = async (region: RegionInMemory) => {
  const [results, followUps, items] = [
    await region.views.collection<ResultDocument>('results').find(trust, {}),
    await region.views.collection<FollowUpDocument>('follow_ups').find(trust, {}),
    await region.views.collection<WorkItemDocument>('work_items').find(trust, {}),
  ];
  const isReported = ({ reports }: ResultDocument): boolean =>
    ['final', 'corrected', 'preliminary'].includes(reports.at(-1)?.report.status ?? '');
  const patients = (await livingRecords(region)).map((record) => ({
    demographics: { ...record.demographics, formerIds: sorted(record.demographics.formerIds) },
    died: record.died,
    results: sorted(
      results
        .filter((result) => result.patient === record._id && isReported(result))
        .map(({ reports }) => ({
          status: reports.at(-1)?.report.status,
          value: reports.at(-1)?.report.value,
          sampledOn: reports.at(-1)?.report.sampledOn,
        })),
    ),
    followUps: sorted(
      followUps.filter((followUp) => followUp.patient === record._id).map((followUp) => pictureOfFollowUp(followUp, results)),
    ),
    tasks: sorted(
      items
        .filter((item) => item.banner?.patient === record._id)
        .map(({ title, why, dueOn, seriousness, banner }) => ({ title, why, dueOn, seriousness, given: banner?.given })),
    ),
  }));
  return { patients: sorted(patients), tasksOfNobody: items.filter((item) => item.banner === undefined).length };
};
