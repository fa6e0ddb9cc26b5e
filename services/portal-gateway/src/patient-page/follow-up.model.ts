import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import { capital, civil, counted, date, objectPronoun, possessive, suspendedWords } from '../words.js';
import { doublingWords, findingOf } from './finding.js';
import { missedTestsOf, type MissedTestModel } from './missed-tests.model.js';
import type { PageContext } from './page-context.js';
import type { PatientFile } from './patient-file.js';
import { resultChart } from './result-chart.js';
import { resultRows, type ResultRow } from './result-rows.js';
import { scheduleOf, type ScheduleModel } from './schedule.model.js';
import { endWords } from './timeline.js';
import { nextOf, type NextModel } from './what-happens-next.model.js';

export interface FollowUpModel {
  readonly followUp: string;
  readonly seen: number;
  readonly ended: string | undefined;
  readonly title: string;
  readonly lede: string;
  readonly undoable: boolean;
  readonly finding: string;
  readonly analyte: string;
  readonly rows: readonly ResultRow[];
  readonly unit: string;
  readonly limitWords: string;
  readonly chart: { readonly wide: string; readonly narrow: string };
  readonly doubling: string;
  readonly tests: ScheduleModel;
  readonly next: NextModel;
  readonly suspended: { readonly words: string; readonly reason: string } | undefined;
  readonly missed: readonly MissedTestModel[];
  readonly anchor: string;
}

const endedWords = ({ phase, endedBecause = '' }: FollowUpCopy): string | undefined =>
  phase === 'ended' ? (endWords[endedBecause] ?? 'ended') : undefined;

const suspendedIn = ({ missed: { suspension } }: FollowUpCopy, today: string): FollowUpModel['suspended'] =>
  suspension === undefined ? undefined : { words: suspendedWords(suspension.reviewOn, today), reason: suspension.reason };

const ledeOf = (followUp: FollowUpCopy, sex: string, teamName: PageContext['teamName']): string =>
  [
    `${capital(followUp.stream.replace('-', ' '))} since ${date(followUp.startedAt.slice(0, 10))}, after ${followUp.treatment.toLowerCase()} on ${date(followUp.anchorOn)}.`,
    `${teamName(followUp.team)}.`,
    `Protocol: ${followUp.protocol.title.toLowerCase()}, version ${String(followUp.protocol.version)}, fixed for ${objectPronoun(sex)}.`,
  ].join(' ');

const limitWords = ({ limit, protocolLimit }: FollowUpCopy, whose: string): string => {
  const shown = `${limit.value.toFixed(2)} ${limit.unit}`;
  if (limit.source === 'protocol') return `${capital(whose)} limit is the protocol’s: ${shown}.`;
  const until = limit.untilOn === undefined ? '' : `, until ${date(limit.untilOn)}`;
  return `${capital(whose)} own limit is ${shown}, agreed by ${limit.agreedBy ?? 'nobody named'}${until}: ${limit.because ?? ''}. The protocol’s is ${protocolLimit.value.toFixed(2)}.`;
};

const describe = (rows: readonly ResultRow[], followUp: FollowUpCopy): string =>
  `${counted(rows.length, 'PSA result')} after ${followUp.treatment.toLowerCase()} on ${date(followUp.anchorOn)}: ${rows.map((row) => `${row.shown} on ${row.taken}`).join(', ') || 'none'}. Limit ${followUp.limit.value.toFixed(2)} ${followUp.limit.unit}. The same results are in the table.`;

const chartsOf = (
  followUp: FollowUpCopy,
  rows: readonly ResultRow[],
  told: { readonly context: PageContext; readonly finding: string; readonly whose: string },
): FollowUpModel['chart'] => {
  const { today } = told.context;
  const limit = followUp.limit.value.toFixed(2);
  const on = civil(followUp.anchorOn) ?? today;
  const order = {
    rows,
    limit: followUp.limit.value,
    unit: followUp.limit.unit,
    to: today,
    title: told.finding,
    description: describe(rows, followUp),
  };
  return {
    wide: resultChart({
      ...order,
      id: `wide-${followUp._id}`,
      width: 700,
      limitText: `${capital(told.whose)} limit ${limit}`,
      treatment: { on, text: followUp.treatment },
    }),
    narrow: resultChart({
      ...order,
      id: `narrow-${followUp._id}`,
      width: 358,
      limitText: `Limit ${limit}`,
      treatment: { on, text: followUp.treatment.replace('Radical p', 'P') },
    }),
  };
};

/** One follow-up as the pages about its patient show it. */
export const followUpModel = (file: PatientFile, followUp: FollowUpCopy, context: PageContext): FollowUpModel => {
  const protocol = context.protocolOf(followUp.protocol.protocol, followUp.protocol.version);
  const { sex } = file.patient.demographics;
  const whose = possessive(sex);
  const rows = resultRows(file.results, followUp, protocol);
  const finding = findingOf(rows, followUp, whose);
  return {
    followUp: followUp._id,
    seen: followUp.published,
    ended: endedWords(followUp),
    title: `${followUp.cancer} follow-up`,
    lede: ledeOf(followUp, sex, context.teamName),
    undoable: followUp.phase === 'active' && followUp.decisions.length === 0,
    finding,
    analyte: 'PSA',
    rows,
    unit: followUp.limit.unit,
    anchor: date(followUp.anchorOn),
    limitWords: limitWords(followUp, whose),
    chart: chartsOf(followUp, rows, { context, finding, whose }),
    doubling: doublingWords(rows, protocol),
    tests: scheduleOf(followUp, context.today, protocol),
    suspended: suspendedIn(followUp, context.today),
    missed: missedTestsOf(followUp, context, protocol),
    next: nextOf(file, followUp, context),
  };
};
