import { isLimitRule, type Protocol, type Rule } from '@rms/protocols';
import type { FollowUpCopy } from '../copies/follow-ups.projection.js';
import { capital, civil, counted, date } from '../words.js';
import { doublingWords, findingOf } from './finding.js';
import { limitNow, limitWords } from './limit-words.js';
import type { PageContext } from './page-context.js';
import type { PatientFile } from './patient-file.js';
import { resultChart } from './result-chart.js';
import { resultRows, type ResultRow } from './result-rows.js';

/** What has been found by one kind of test in a follow-up: the finding, the results, and what they are held against. */
export interface TestedModel {
  readonly analyte: string;
  /** What the test is called, at the head of a line. */
  readonly name: string;
  readonly finding: string;
  readonly rows: readonly ResultRow[];
  readonly columns: { readonly taken: string; readonly value: string; readonly against: string };
  readonly limitWords: string;
  /** Two drawings of measured values; a report is a table and has none. */
  readonly chart: { readonly wide: string; readonly narrow: string } | undefined;
  readonly doubling: string;
}

interface Told {
  readonly followUp: FollowUpCopy;
  readonly rule: Rule | undefined;
  readonly rows: readonly ResultRow[];
  readonly name: string;
  readonly finding: string;
  readonly whose: string;
  readonly context: PageContext;
}

const describe = ({ followUp, rows, name, rule }: Told): string => {
  const limit = limitNow(followUp, rule, rows);
  const held = limit === undefined ? 'No limit yet.' : `Limit ${limit.value.toFixed(2)} ${limit.unit}.`;
  return `${counted(rows.length, `${name} result`)} after ${followUp.treatment.toLowerCase()} on ${date(followUp.anchorOn)}: ${rows.map((row) => `${row.shown} on ${row.taken}`).join(', ') || 'none'}. ${held} The same results are in the table.`;
};

const chartsOf = (told: Told): TestedModel['chart'] => {
  const { followUp, rule, rows, finding, whose, context } = told;
  if (rule === undefined || !isLimitRule(rule)) return undefined;
  const limit = limitNow(followUp, rule, rows)?.value;
  const on = civil(followUp.anchorOn) ?? context.today;
  const order = { rows, limit, unit: rule.unit, to: context.today, title: finding, description: describe(told) };
  const at = limit?.toFixed(2) ?? '';
  const id = `${followUp._id}-${rule.analyte}`;
  return {
    wide: resultChart({
      ...order,
      id: `wide-${id}`,
      width: 700,
      limitText: `${capital(whose)} limit ${at}`,
      treatment: { on, text: followUp.treatment },
    }),
    narrow: resultChart({
      ...order,
      id: `narrow-${id}`,
      width: 358,
      limitText: `Limit ${at}`,
      treatment: { on, text: followUp.treatment.replace('Radical p', 'P') },
    }),
  };
};

const columnsOf = (rule: Rule | undefined): TestedModel['columns'] =>
  rule !== undefined && isLimitRule(rule)
    ? { taken: 'Taken on', value: rule.unit, against: 'Against limit' }
    : { taken: 'Done on', value: 'Report', against: 'Read as' };

const testedBy = (
  file: PatientFile,
  followUp: FollowUpCopy,
  told: { readonly rule: Rule | undefined; readonly protocol: Protocol | undefined; readonly whose: string; readonly context: PageContext },
): TestedModel => {
  const { rule, protocol, whose, context } = told;
  const name = rule?.shortName ?? 'test';
  const rows = resultRows(file.results, followUp, rule);
  const finding = findingOf(rows, followUp, { name, whose });
  return {
    analyte: rule?.analyte ?? '',
    name: capital(name),
    finding,
    rows,
    columns: columnsOf(rule),
    limitWords: limitWords(followUp, rule, { rows, whose }),
    chart: chartsOf({ followUp, rule, rows, name, finding, whose, context }),
    doubling: doublingWords(rows, protocol, rule?.analyte ?? ''),
  };
};

/** One part for each rule of the protocol; one without a rule where the protocol is not known here. */
export const testedOf = (
  file: PatientFile,
  followUp: FollowUpCopy,
  told: { readonly protocol: Protocol | undefined; readonly whose: string; readonly context: PageContext },
): readonly TestedModel[] => {
  const rules: readonly (Rule | undefined)[] = told.protocol?.rules ?? [undefined];
  return rules.map((rule) => testedBy(file, followUp, { ...told, rule }));
};
