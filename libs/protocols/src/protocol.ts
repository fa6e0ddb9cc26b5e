import { z } from 'zod';
import { name, side, source, text } from './figures.js';
import { missedTestSchema } from './missed-test.js';
import { isLimitRule, rule, type LimitRule, type Rule } from './rule-kinds.js';

const offset = z.union([z.strictObject({ weeks: z.number().int().min(0) }), z.strictObject({ months: z.number().int().min(0) })]);
/** Holds when each question named has one of the answers named. */
const conditions = z.array(z.strictObject({ question: name, is: z.array(name).min(1) })).min(1);

const plannedTest = z.strictObject({
  kind: name,
  name,
  analyte: name,
  /** Of what a laboratory measures; absent for a test that ends in a report. */
  unit: name.optional(),
  side: side.optional(),
  /** Planned only for patients of whom this holds; absent for everybody. */
  onlyWhen: conditions.optional(),
  at: z.array(z.strictObject({ label: name, after: offset, opensDaysBefore: z.number().int().min(0) })).min(1),
  /** Goes on after the last of `at` for as long as the patient is younger than this on the day the test is due. */
  thenEvery: z
    .strictObject({
      months: z.number().int().min(1),
      whileYoungerThan: z.number().int().min(1).max(120),
      opensDaysBefore: z.number().int().min(0),
    })
    .optional(),
  overdueAfterDays: z.number().int().min(0),
  missedTest: missedTestSchema.optional(),
  source,
});

const question = z.strictObject({
  question: name,
  asks: name,
  options: z.array(z.strictObject({ answer: name, says: name })).min(2),
});

/** A protocol version: everything that decides a patient's schedule and how results are read. */
export const protocolSchema = z.strictObject({
  protocol: z.guid(),
  name: z.string().regex(/^[a-z0-9-]+$/),
  version: z.number().int().min(1),
  title: name,
  cancer: name,
  treatment: name,
  anchorName: name,
  draft: text,
  /** What is asked at the start, because the schedule depends on it. */
  questions: z.array(question).optional(),
  /** Answers that do not go together, each with what is said of them. */
  impossible: z.array(z.strictObject({ when: conditions, says: name })).optional(),
  tests: z.array(plannedTest),
  rules: z.array(rule),
  /** When a clinician decides how follow-up ends, tests or none. Absent: after the last test. */
  closesAfter: z.strictObject({ months: z.number().int().min(1), source }).optional(),
  doublingTime: z
    .strictObject({
      analyte: name,
      atLeast: z.number(),
      minValues: z.number().int().min(3),
      minDays: z.number().int(),
      from: z.literal('lowest-value').optional(),
      source,
    })
    .optional(),
  checkFirst: z.array(text),
});
export type Protocol = z.infer<typeof protocolSchema>;
export type ProtocolTest = Protocol['tests'][number];
export type Conditions = z.infer<typeof conditions>;

/** The rule that reads an analyte, if the protocol has one. */
export const ruleFor = (protocol: Protocol, analyte: string): Rule | undefined => protocol.rules.find((one) => one.analyte === analyte);

/** The rule that a limit of a patient's own takes the place of; none where nothing is measured. */
export const limitRuleOf = (protocol: Pick<Protocol, 'rules'>): LimitRule | undefined => protocol.rules.find(isLimitRule);
