import { z } from 'zod';

/** Random or derived UUID of a patient, follow-up, result, review, task, letter, feed, team. */
export const id = z.guid();
/** `YYYY-MM-DD` of the calendar, never an instant. */
export const civilDate = z.iso.date();
/** UTC instant with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });
/** ODS code under which a trust joined. */
export const trust = z.string().regex(/^[A-Z0-9]{3,10}$/);
export const text = z.string().max(4000);
export const line = z.string().max(500);

export const sex = z.enum(['male', 'female', 'other', 'unknown']);
export const personName = z.strictObject({ family: line, given: line, title: line.optional() });
export const address = z.strictObject({ lines: z.array(line).max(8), postcode: line.optional() });
export const practice = z.strictObject({ ods: z.string().max(20).optional(), name: line.optional() });
/** A need under the Accessible Information Standard (DAPB1605), as it was recorded. */
export const need = z.strictObject({ kind: z.enum(['format', 'contact', 'support', 'interpreter']), says: line });
export const localId = z.strictObject({ authority: line, id: line });

/** Who a patient is and how to reach him, as last known. */
export const demographics = z.strictObject({
  nhsNumber: z
    .string()
    .regex(/^\d{10}$/)
    .optional(),
  localIds: z.array(localId).max(50),
  /** Numbers he went by and no longer does; results under them are still his. */
  formerIds: z.array(localId).max(200),
  name: personName,
  bornOn: civilDate.optional(),
  sex,
  address: address.optional(),
  phone: line.optional(),
  gpPractice: practice.optional(),
  needs: z.array(need).max(50),
});
export type Demographics = z.infer<typeof demographics>;

export const comparator = z.enum(['<', '<=', '>', '>=']);
/** A side of the body, or both. */
export const side = z.enum(['left', 'right', 'both']);
/**
 * What was reported, always with the raw text. A number only when it could be read as one; a code only where the agreement with the
 * sender says that the test ends in one, with the side that was looked at where the message names it.
 */
export const reportedValue = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('quantity'),
    comparator: comparator.optional(),
    value: z.number(),
    decimals: z.number().int().min(0).max(9),
    unit: line,
    raw: text,
  }),
  z.strictObject({ kind: z.literal('not-a-number'), unit: line, raw: text }),
  z.strictObject({
    kind: z.literal('coded'),
    code: line,
    system: line.optional(),
    text: line.optional(),
    side: side.optional(),
    raw: text,
  }),
]);
export type ReportedValue = z.infer<typeof reportedValue>;

/** HL7 table 0085, the ones that mean something to a follow-up. */
export const resultStatus = z.enum(['final', 'corrected', 'preliminary', 'not-obtained', 'withdrawn', 'deleted']);
export type ResultStatus = z.infer<typeof resultStatus>;

export const report = z.strictObject({
  analyte: line,
  code: line,
  codeText: line.optional(),
  laboratory: line,
  feed: id,
  status: resultStatus,
  value: reportedValue,
  sampledOn: civilDate,
  sampledAt: instant.optional(),
  statusAt: instant,
  referenceRange: line.optional(),
  flag: line.optional(),
  notes: z.array(text).max(50),
  receipt: z.number().int(),
  messageSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Report = z.infer<typeof report>;

export const reading = z.enum([
  'under-limit',
  'unconfirmed-rise',
  'biochemical-recurrence-suspected',
  'no-nadir-yet',
  'report-reassuring',
  'report-needs-action',
  'cannot-be-interpreted',
  'shown-only',
]);
export type ReadingName = z.infer<typeof reading>;

export const stream = z.enum(['self-management', 'professional-led', 'shared-care', 'complex']);
export const scheduledTest = z.strictObject({
  test: id,
  kind: line,
  name: line,
  label: line,
  side: side.optional(),
  opensOn: civilDate,
  dueOn: civilDate,
  overdueAfter: civilDate,
  origin: z.enum(['protocol', 'review']),
  required: z.boolean(),
});
export type ScheduledTest = z.infer<typeof scheduledTest>;

export const limit = z.strictObject({
  value: z.number(),
  unit: line,
  source: z.enum(['protocol', 'personal']),
  agreedBy: line.optional(),
  because: text.optional(),
  untilOn: civilDate.optional(),
  /** The lowest value since treatment, where the limit was counted from it, and how far above it the limit lies. */
  nadir: z.strictObject({ shown: line, on: civilDate, plus: z.number() }).optional(),
});
export type Limit = z.infer<typeof limit>;

/** Why a clinician ends a follow-up. */
export const endDecision = z.enum([
  'schedule-complete',
  'discharged',
  'transferred',
  'in-treatment',
  'patient-wish',
  'followed-under-another-record',
]);
export type EndDecision = z.infer<typeof endDecision>;

export const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('continue') }),
  z.strictObject({ kind: z.literal('repeat'), by: civilDate }),
  z.strictObject({ kind: z.literal('recall'), by: civilDate }),
  z.strictObject({ kind: z.literal('suspend'), by: civilDate }),
  z.strictObject({ kind: z.literal('end'), because: endDecision }),
]);
export type ReviewDecision = z.infer<typeof decision>;

/** What a clinician is asked about. */
export const reviewSubject = z.enum([
  'result',
  'changed-after-decision',
  'schedule-complete',
  'two-follow-ups',
  'test-missed',
  'suspension-due',
  'birth-date-corrected',
]);
export type ReviewSubject = z.infer<typeof reviewSubject>;
