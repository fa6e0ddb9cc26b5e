import type { Report } from '@rms/contracts';
import { parseCivilDate, type CivilDate } from '@rms/nhs';
import { closesOn, expandSchedule, readResults, ruleFor, testWords, type Reading, type SeriesResult } from '@rms/protocols';
import type { ResultCopy } from '../../copies/results.projection.js';
import { date } from '../../words.js';
import type { StartAnswers } from './start.reading.js';

export interface Preview {
  readonly schedule: readonly { readonly label: string; readonly due: string; readonly overdueAfter: string; readonly asked: boolean }[];
  readonly asked: number;
  readonly first: { readonly label: string; readonly due: string } | undefined;
  readonly lastDue: string;
  /** When somebody decides how it ends, where the protocol names a day. */
  readonly closes: string | undefined;
  readonly onRecord: readonly { readonly taken: string; readonly sentence: string; readonly review: boolean }[];
}

type ReadStatus = SeriesResult['status'];
const isRead = (status: Report['status']): status is ReadStatus => ['final', 'corrected', 'preliminary'].includes(status);

type OnRecord = SeriesResult & { readonly analyte: string };
const onRecordOf = (copies: readonly ResultCopy[], { protocol, anchorOn }: StartAnswers): readonly OnRecord[] =>
  copies.flatMap((copy): OnRecord[] => {
    const report = copy.reports.at(-1)?.report;
    if (report === undefined || !isRead(report.status) || ruleFor(protocol, report.analyte) === undefined) return [];
    const sampledOn = parseCivilDate(report.sampledOn);
    if (sampledOn === undefined || sampledOn <= anchorOn) return [];
    return [{ result: copy._id, analyte: report.analyte, sampledOn, status: report.status, value: report.value }];
  });

const readingsOf = (start: StartAnswers, results: readonly ResultCopy[]): readonly Reading[] => {
  const { protocol, personalLimit, anchorOn, answers } = start;
  const personal = personalLimit === undefined ? undefined : { ...personalLimit, source: 'personal' as const };
  return readResults(protocol, { anchorOn, answers, personal }, onRecordOf(results, start));
};

/** What a start would bring about, by the same functions that will decide it: the schedule, and how the results on record will be read. */
export const previewOf = (
  start: StartAnswers,
  results: readonly ResultCopy[],
  told: { readonly today: CivilDate; readonly bornOn: CivilDate | undefined },
): Preview => {
  const course = { anchorOn: start.anchorOn, answers: start.answers, bornOn: told.bornOn };
  const schedule = expandSchedule(start.protocol, course).map((test) => ({
    label: `${testWords(test)}, ${test.label}`,
    due: date(test.dueOn),
    overdueAfter: date(test.overdueAfter),
    asked: test.overdueAfter >= told.today,
  }));
  const asked = schedule.filter((test) => test.asked);
  const closing = closesOn(start.protocol, course);
  return {
    schedule,
    asked: asked.length,
    first: asked[0],
    lastDue: schedule.at(-1)?.due ?? '',
    closes: closing === undefined ? undefined : date(closing),
    onRecord: readingsOf(start, results).map(({ result, sentence, asks }) => ({ taken: result, sentence, review: asks !== undefined })),
  };
};
