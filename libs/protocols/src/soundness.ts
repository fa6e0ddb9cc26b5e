import { isKnownUnit, sameUnit } from '@rms/nhs';
import { everyAnswer, testsFor } from './answers.js';
import { outOfBounds } from './bounds.js';
import type { Protocol, ProtocolTest } from './protocol.js';
import { isLimitRule, type Rule } from './rule-kinds.js';

/** What a protocol of the right shape still gets wrong: where, what stands there, and the rule that it breaks. */
export interface ProtocolProblem {
  readonly field: string;
  readonly value: string;
  readonly rule: string;
}
type Check = (protocol: Protocol) => readonly ProtocolProblem[];

const problem = (field: string, value: string, rule: string): ProtocolProblem => ({ field, value, rule });
const repeated = (values: readonly string[]): readonly string[] => values.filter((value, index) => values.indexOf(value) < index);
const oncePer = (field: string, values: readonly string[], rule: string): readonly ProtocolProblem[] =>
  [...new Set(repeated(values))].map((value) => problem(field, value, rule));

const mostWays = 500;
/** The ways to answer; nothing where there are more than anybody could check, which is a problem of its own. */
const waysToAnswer = (protocol: Protocol) => {
  const ways = (protocol.questions ?? []).reduce((product, { options }) => product * options.length, 1);
  return ways > mostWays ? [] : everyAnswer(protocol);
};
const tooManyWays: Check = (protocol) =>
  (protocol.questions ?? []).reduce((product, { options }) => product * options.length, 1) > mostWays
    ? [problem('questions', String(protocol.questions?.length), `its questions can be answered in more than ${String(mostWays)} ways`)]
    : [];

const unitsOfTests: Check = ({ tests }) =>
  tests.flatMap(({ unit }, index) =>
    unit === undefined || isKnownUnit(unit) ? [] : [problem(`tests.${String(index)}.unit`, unit, 'is not a unit that is known')],
  );
const unitOfRule = (rule: Rule, tests: readonly ProtocolTest[], at: string): readonly ProtocolProblem[] => {
  if (!isLimitRule(rule)) return [];
  if (!isKnownUnit(rule.unit)) return [problem(`${at}.unit`, rule.unit, 'is not a unit that is known')];
  const other = tests.find((test) => test.analyte === rule.analyte && !sameUnit(test.unit ?? '', rule.unit));
  return other === undefined ? [] : [problem(`${at}.unit`, rule.unit, `its test is measured in “${other.unit ?? 'no unit'}”`)];
};
const rulesReadTests: Check = ({ rules, tests }) =>
  rules.flatMap((rule, index) => {
    const at = `rules.${String(index)}`;
    if (!tests.some((test) => test.analyte === rule.analyte)) return [problem(`${at}.analyte`, rule.analyte, 'no test measures it')];
    return unitOfRule(rule, tests, at);
  });
const testsAreRead: Check = ({ rules, tests }) =>
  tests.flatMap(({ analyte }, index) =>
    rules.some((rule) => rule.analyte === analyte)
      ? []
      : [problem(`tests.${String(index)}.analyte`, analyte, 'no rule reads it, so nobody would look at its results')],
  );
const oneRuleEach: Check = ({ rules }) =>
  oncePer(
    'rules',
    rules.map(({ analyte }) => analyte),
    'two rules read it',
  );

const codesSayOneThing: Check = ({ rules }) =>
  rules.flatMap((rule, index) =>
    rule.kind === 'coded-report'
      ? oncePer(
          `rules.${String(index)}`,
          [...rule.reassuring, ...rule.needsAction].map(({ system, code }) => `${code} of ${system}`),
          'the code stands twice',
        )
      : [],
  );

const doublingTimeIsMeasured: Check = ({ doublingTime, rules }) =>
  doublingTime === undefined || rules.some((rule) => rule.analyte === doublingTime.analyte && isLimitRule(rule))
    ? []
    : [problem('doublingTime.analyte', doublingTime.analyte, 'no rule reads it as a number')];

const questionsOnce: Check = ({ questions = [] }) => [
  ...oncePer(
    'questions',
    questions.map(({ question }) => question),
    'the question stands twice',
  ),
  ...questions.flatMap(({ question, options }, index) => [
    ...oncePer(
      `questions.${String(index)}.options`,
      options.map(({ answer }) => answer),
      `the answer stands twice in the question ${question}`,
    ),
    ...oncePer(
      `questions.${String(index)}.options`,
      options.map(({ says }) => says),
      `two answers of the question ${question} read the same`,
    ),
  ]),
];
const questionsUsed: Check = ({ questions = [], tests }) =>
  questions.flatMap(({ question }, index) =>
    tests.some(({ onlyWhen = [] }) => onlyWhen.some((condition) => condition.question === question))
      ? []
      : [problem(`questions.${String(index)}.question`, question, 'no test depends on it, so nobody need be asked')],
  );
const conditionsKnown: Check = ({ questions = [], tests, impossible = [] }) => {
  const all = [
    ...tests.map(({ onlyWhen = [] }, index) => ({ at: `tests.${String(index)}.onlyWhen`, conditions: onlyWhen })),
    ...impossible.map(({ when }, index) => ({ at: `impossible.${String(index)}.when`, conditions: when })),
  ];
  return all.flatMap(({ at, conditions }) =>
    conditions.flatMap(({ question, is }) => {
      const asked = questions.find((each) => each.question === question);
      if (asked === undefined) return [problem(at, question, 'it is not asked')];
      const unknown = is.filter((answer) => !asked.options.some((option) => option.answer === answer));
      return unknown.map((answer) => problem(at, answer, `it is no answer to ${question}`));
    }),
  );
};

const labelsOnce: Check = (protocol) => {
  const twice = waysToAnswer(protocol).flatMap((answers) =>
    repeated(testsFor(protocol, answers).flatMap(({ kind, at }) => at.map(({ label }) => `${kind}, ${label}`))),
  );
  return [...new Set(twice)].map((value) => problem('tests', value, 'one patient would have two tests of this label'));
};
const endsSomehow: Check = (protocol) =>
  protocol.closesAfter === undefined && waysToAnswer(protocol).some((answers) => testsFor(protocol, answers).length === 0)
    ? [problem('closesAfter', 'absent', 'a patient of whom no test is asked would be held by nothing')]
    : [];
const goesOnFromMonths: Check = ({ tests }) =>
  tests.flatMap(({ thenEvery, at }, index) =>
    thenEvery === undefined || at.every(({ after }) => 'months' in after)
      ? []
      : [problem(`tests.${String(index)}.thenEvery`, String(thenEvery.months), 'its tests are not counted in months')],
  );

const checks: readonly Check[] = [
  tooManyWays,
  unitsOfTests,
  rulesReadTests,
  testsAreRead,
  oneRuleEach,
  codesSayOneThing,
  doublingTimeIsMeasured,
  questionsOnce,
  questionsUsed,
  conditionsKnown,
  labelsOnce,
  endsSomehow,
  goesOnFromMonths,
  outOfBounds,
];

/** Everything that keeps a protocol of the right shape from being published; nothing where it is sound. */
export const problemsIn = (protocol: Protocol): readonly ProtocolProblem[] => checks.flatMap((check) => check(protocol));
