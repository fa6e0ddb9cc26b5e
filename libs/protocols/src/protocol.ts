import { z } from 'zod';
import { missedTestSchema } from './missed-test.js';

const text = z.string().min(1).max(1000);
const offset = z.union([z.strictObject({ weeks: z.number().int().min(0) }), z.strictObject({ months: z.number().int().min(0) })]);
/** Where a figure comes from. `cautious` says where the project went to the careful side of what is cited. */
const source = z.strictObject({ says: text, from: text, cautious: text.optional() });

const plannedTest = z.strictObject({
  kind: text,
  name: text,
  analyte: text,
  unit: text,
  at: z.array(z.strictObject({ label: text, after: offset, opensDaysBefore: z.number().int().min(0) })).min(1),
  overdueAfterDays: z.number().int().min(0),
  missedTest: missedTestSchema.optional(),
  source,
});

const asksFor = z.strictObject({ seriousness: z.number().int().min(1).max(9), reviewWithinWorkingDays: z.number().int().min(0) });
/** A limit that counts once when it is reached and is believed when a second value reaches it. */
const confirmedLimit = z.strictObject({
  kind: z.literal('confirmed-limit'),
  analyte: text,
  name: text,
  shortName: text,
  unit: text,
  limit: z.number().positive(),
  first: asksFor.extend({ repeatWithinWeeks: z.number().int().min(1) }),
  confirmed: asksFor,
  unreadable: asksFor.extend({ repeatWithinWeeks: z.number().int().min(1) }),
  letterWithinDays: z.number().int().min(1),
  source,
});

/** A protocol version: everything that decides a patient's schedule and how his results are read. */
export const protocolSchema = z.strictObject({
  protocol: z.guid(),
  name: z.string().regex(/^[a-z0-9-]+$/),
  version: z.number().int().min(1),
  title: text,
  cancer: text,
  treatment: text,
  anchorName: text,
  draft: text,
  tests: z.array(plannedTest).min(1),
  rules: z.array(confirmedLimit).min(1),
  doublingTime: z
    .strictObject({ analyte: text, atLeast: z.number(), minValues: z.number().int().min(3), minDays: z.number().int(), source })
    .optional(),
  checkFirst: z.array(text),
});
export type Protocol = z.infer<typeof protocolSchema>;
export type ConfirmedLimitRule = Protocol['rules'][number];

/** Reads a protocol file. Throws with every field, value and rule that does not fit. */
export const readProtocol = (content: unknown): Protocol => {
  const read = protocolSchema.safeParse(content);
  if (read.success) return read.data;
  throw new Error(`This is not a protocol: ${read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
};

/** The rule that reads an analyte, if the protocol has one. */
export const ruleFor = (protocol: Protocol, analyte: string): ConfirmedLimitRule | undefined =>
  protocol.rules.find((rule) => rule.analyte === analyte);
