import { isLimitRule, personalLimitBound, type CodedReportRule, type LimitRule, type Rule } from '@rms/protocols';
import { counted } from '../../words.js';

const figure = (value: number): string => value.toFixed(2);
const within = (workingDays: number): string => `a review within ${counted(workingDays, 'working day')}`;

/** What a rule holds a value against, as a limit that stands alone. */
export const limitOfRule = (rule: LimitRule): string =>
  rule.kind === 'confirmed-limit'
    ? `${String(rule.limit)} ${rule.unit}`
    : `the lowest value since treatment plus ${String(rule.rise)} ${rule.unit}`;

const countedLines = (rule: LimitRule): readonly string[] =>
  rule.kind === 'confirmed-limit'
    ? []
    : [
        `The limit is ${limitOfRule(rule)}. A value too low to measure counts as 0. The lowest value can still fall until about ${String(rule.nadirMayFallForMonths)} months after treatment.`,
        `A first value of ${figure(rule.rise)} or more, with nothing to count from: ${within(rule.noNadir.reviewWithinWorkingDays)}.`,
      ];
const limitLines = (rule: LimitRule): readonly string[] => {
  const limit = rule.kind === 'confirmed-limit' ? limitOfRule(rule) : 'the limit';
  return [
    ...countedLines(rule),
    `Under ${limit}: a letter within ${counted(rule.letterWithinDays, 'day')}, no review.`,
    `First value at or above it: ${within(rule.first.reviewWithinWorkingDays)}, which proposes a repeat within ${counted(rule.first.repeatWithinWeeks, 'week')}.`,
    `Second value at or above it: suspected recurrence, ${within(rule.confirmed.reviewWithinWorkingDays)}.`,
    `A value that cannot be read: never compared, ${within(rule.unreadable.reviewWithinWorkingDays)}.`,
    `A limit of a patient’s own: at most ${String(personalLimitBound(rule))} ${rule.unit}, agreed by a consultant.`,
  ];
};

const codedLines = (rule: CodedReportRule): readonly string[] => [
  `${rule.reassuring.map(({ code, says }) => `${code} (${says})`).join(', ')}: reassuring, a letter within ${counted(rule.letterWithinDays, 'day')}, no review.`,
  ...rule.needsAction.map(
    ({ code, says, reviewWithinWorkingDays }) => `${code} (${says}): asks for action, ${within(reviewWithinWorkingDays)}.`,
  ),
  `Any other code, none, or a side that is not tested: never guessed at, ${within(rule.unreadable.reviewWithinWorkingDays)}.`,
];

/** What a rule does with a result, one sentence for each thing that can be found. */
export const ruleLines = (rule: Rule): readonly string[] => (isLimitRule(rule) ? limitLines(rule) : codedLines(rule));
