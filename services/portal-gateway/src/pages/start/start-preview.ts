import { parseCivilDate, type CivilDate } from '@rms/nhs';
import { expandSchedule, readSeries, ruleFor, type SeriesResult } from '@rms/protocols';
import type { ResultCopy } from '../../copies/results.projection.js';
import { date } from '../../words.js';
import type { StartAnswers } from './start.reading.js';

export interface Preview {
  readonly schedule: readonly { readonly label: string; readonly due: string; readonly overdueAfter: string; readonly asked: boolean }[];
  readonly asked: number;
  readonly first: { readonly label: string; readonly due: string } | undefined;
  readonly lastDue: string;
  readonly onRecord: readonly { readonly taken: string; readonly sentence: string; readonly review: boolean }[];
}

const seriesOf = (copies: readonly ResultCopy[], { protocol, anchorOn }: StartAnswers): readonly SeriesResult[] =>
  copies.flatMap((copy): SeriesResult[] => {
    const report = copy.reports.at(-1)?.report;
    const sampledOn = parseCivilDate(report?.sampledOn ?? '');
    if (report === undefined || sampledOn === undefined || sampledOn <= anchorOn || ruleFor(protocol, report.analyte) === undefined)
      return [];
    return report.status === 'final' || report.status === 'corrected' || report.status === 'preliminary'
      ? [{ result: copy._id, sampledOn, status: report.status, value: report.value }]
      : [];
  });

/** What a start would bring about, by the same functions that will decide it: the schedule, and how the results on record will be read. */
export const previewOf = (answers: StartAnswers, results: readonly ResultCopy[], today: CivilDate): Preview => {
  const { protocol, anchorOn, personalLimit } = answers;
  const schedule = expandSchedule(protocol, anchorOn).map((test) => ({
    label: `${test.name}, ${test.label}`,
    due: date(test.dueOn),
    overdueAfter: date(test.overdueAfter),
    asked: test.overdueAfter >= today,
  }));
  const asked = schedule.filter((test) => test.asked);
  const readings = protocol.rules.flatMap((rule) =>
    readSeries(
      {
        rule,
        protocolTitle: protocol.title,
        protocolVersion: protocol.version,
        ...(personalLimit === undefined ? {} : { personal: { ...personalLimit, source: 'personal' as const } }),
      },
      seriesOf(results, answers),
    ),
  );
  return {
    schedule,
    asked: asked.length,
    first: asked[0],
    lastDue: schedule.at(-1)?.due ?? '',
    onRecord: readings.map((reading) => ({ taken: reading.result, sentence: reading.sentence, review: reading.asks !== undefined })),
  };
};
