import type { Report } from '@rms/contracts';
import { parseCivilDate, present, type CivilDate } from '@rms/nhs';
import { expandSchedule, readSeries, ruleFor, type Reading, type SeriesResult } from '@rms/protocols';
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

type ReadStatus = SeriesResult['status'];
const isRead = (status: Report['status']): status is ReadStatus => ['final', 'corrected', 'preliminary'].includes(status);

const seriesOf = (copies: readonly ResultCopy[], { protocol, anchorOn }: StartAnswers): readonly SeriesResult[] =>
  copies.flatMap((copy): SeriesResult[] => {
    const report = copy.reports.at(-1)?.report;
    if (report === undefined || !isRead(report.status) || ruleFor(protocol, report.analyte) === undefined) return [];
    const sampledOn = parseCivilDate(report.sampledOn);
    if (sampledOn === undefined || sampledOn <= anchorOn) return [];
    return [{ result: copy._id, sampledOn, status: report.status, value: report.value }];
  });

const readingsOf = (answers: StartAnswers, results: readonly ResultCopy[]): readonly Reading[] => {
  const { protocol, personalLimit } = answers;
  const personal = personalLimit === undefined ? undefined : { ...personalLimit, source: 'personal' as const };
  const terms = { protocolTitle: protocol.title, protocolVersion: protocol.version, ...present({ personal }) };
  return protocol.rules.flatMap((rule) => readSeries({ rule, ...terms }, seriesOf(results, answers)));
};

/** What a start would bring about, by the same functions that will decide it: the schedule, and how the results on record will be read. */
export const previewOf = (answers: StartAnswers, results: readonly ResultCopy[], today: CivilDate): Preview => {
  const schedule = expandSchedule(answers.protocol, answers.anchorOn).map((test) => ({
    label: `${test.name}, ${test.label}`,
    due: date(test.dueOn),
    overdueAfter: date(test.overdueAfter),
    asked: test.overdueAfter >= today,
  }));
  const asked = schedule.filter((test) => test.asked);
  return {
    schedule,
    asked: asked.length,
    first: asked[0],
    lastDue: schedule.at(-1)?.due ?? '',
    onRecord: readingsOf(answers, results).map(({ result, sentence, asks }) => ({ taken: result, sentence, review: asks !== undefined })),
  };
};
