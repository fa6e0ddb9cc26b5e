import { everyAnswer } from './answers.js';
import type { Protocol } from './protocol.js';
import { isLimitRule, type Rule } from './rule-kinds.js';

/** A figure of a protocol that is out of all bounds: where it stands, and the rule that it breaks. */
export interface OutOfBounds {
  readonly field: string;
  readonly value: string;
  readonly rule: string;
}

/**
 * The longest that anything in a protocol may take. Not guidance but a net for slips of the pen: with one nought too many a test
 * would never be missed and a result never be looked at.
 */
const longest = {
  overdueAfterDays: [92, 'a test would not be missed for more than three months'],
  opensDaysBefore: [184, 'a sample of half a year before would count'],
  reviewWithinWorkingDays: [20, 'a clinician would not look for more than four weeks'],
  repeatWithinWeeks: [52, 'a repeat would be asked for after more than a year'],
  letterWithinDays: [31, 'nobody would be told for more than a month'],
} as const;
const mostMonths = 600;

type Found = readonly OutOfBounds[];
const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
const tooLong = (name: string, value: unknown, at: string): Found => {
  const bound = Object.hasOwn(longest, name) ? longest[name as keyof typeof longest] : undefined;
  return bound !== undefined && typeof value === 'number' && value > bound[0] ? [{ field: at, value: String(value), rule: bound[1] }] : [];
};
const tooLongIn = (content: object, at: string): Found =>
  Object.entries(content).flatMap(([name, value]: [string, unknown]) => {
    const path = at === '' ? name : `${at}.${name}`;
    return isNested(value) ? tooLongIn(value, path) : tooLong(name, value, path);
  });

const figureOf = (rule: Rule): number | undefined => {
  if (!isLimitRule(rule)) return undefined;
  return rule.kind === 'confirmed-limit' ? rule.limit : rule.rise;
};
const ofRule = (rule: Rule, at: string): Found => {
  const figure = figureOf(rule);
  if (figure === undefined || !isLimitRule(rule)) return [];
  const { personalLimitAtMost: most, first, confirmed } = rule;
  return [
    ...(most !== undefined && most < figure
      ? [{ field: `${at}.personalLimitAtMost`, value: String(most), rule: `it is under the protocol’s own ${String(figure)}` }]
      : []),
    // 1 is the most serious.
    ...(confirmed.seriousness > first.seriousness
      ? [
          {
            field: `${at}.confirmed.seriousness`,
            value: String(confirmed.seriousness),
            rule: 'a second rise would matter less than a first',
          },
        ]
      : []),
  ];
};
const ofDoublingTime = ({ doublingTime }: Protocol): Found =>
  doublingTime !== undefined && doublingTime.atLeast <= 0
    ? [{ field: 'doublingTime.atLeast', value: String(doublingTime.atLeast), rule: 'only values above nought have a doubling time' }]
    : [];
const ofAnswers = (protocol: Protocol): Found =>
  (protocol.questions ?? []).length > 0 && everyAnswer(protocol).length === 0
    ? [
        {
          field: 'impossible',
          value: String(protocol.impossible?.length ?? 0),
          rule: 'it rules out every answer, so that nobody could be started',
        },
      ]
    : [];
const ofTests = ({ tests }: Protocol): Found =>
  tests.flatMap(({ at }, index) =>
    at.flatMap(({ after }, n) =>
      ('months' in after ? after.months : after.weeks / 4) > mostMonths
        ? [
            {
              field: `tests.${String(index)}.at.${String(n)}.after`,
              value: JSON.stringify(after),
              rule: 'it lies more than fifty years after treatment',
            },
          ]
        : [],
    ),
  );

/** Every figure of a protocol that cannot be meant; nothing where all are within bounds. */
export const outOfBounds = (protocol: Protocol): Found => [
  ...tooLongIn(protocol, ''),
  ...protocol.rules.flatMap((rule, index) => ofRule(rule, `rules.${String(index)}`)),
  ...ofDoublingTime(protocol),
  ...ofAnswers(protocol),
  ...ofTests(protocol),
];
