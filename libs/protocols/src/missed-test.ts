import { z } from 'zod';

const text = z.string().min(1).max(1000);
const days = z.number().int().min(1).max(366);

/**
 * What is done about a test that did not happen, in days after it became overdue: a reminder at once, a second one by another
 * channel, a telephone call by the support worker, a clinician's decision. The order is fixed and the last of it is a person.
 */
export const missedTestSchema = z
  .strictObject({
    /** Days after the due date from which the test is very late: the red band. Overdue is the amber one. */
    redAfterDays: days,
    secondReminderAfterDays: days,
    telephoneAfterDays: days,
    clinicianAfterDays: days,
    /** Working days after an appointment in which its result is waited for before the next step. */
    afterAppointmentWorkingDays: z.number().int().min(1).max(30),
    /** Working days in which the clinician decides. */
    clinicianWithinWorkingDays: z.number().int().min(0).max(30),
    source: z.strictObject({ says: text, from: text, cautious: text.optional() }),
  })
  .refine((ladder) => ladder.secondReminderAfterDays < ladder.telephoneAfterDays && ladder.telephoneAfterDays < ladder.clinicianAfterDays, {
    message: 'the second reminder comes before the telephone call, and that before the clinician’s decision',
    path: ['clinicianAfterDays'],
  });
export type MissedTest = z.infer<typeof missedTestSchema>;

interface Plan {
  readonly kind: string;
  readonly overdueAfterDays: number;
  readonly missedTest?: MissedTest | undefined;
}

const usual = {
  secondReminderAfterDays: 14,
  telephoneAfterDays: 28,
  clinicianAfterDays: 42,
  afterAppointmentWorkingDays: 1,
  clinicianWithinWorkingDays: 5,
  source: {
    says: 'Reminder, second reminder by another channel, telephone call by a support worker, then a clinician decides. Nobody is discharged for not attending.',
    from: 'NHS Standard Contract: no blanket discharge after an appointment that was not attended',
    cautious: 'No published figure was found. Every number of days is this project’s proposal, for a clinician to decide.',
  },
} as const;

/** The ladder of a kind of test: the protocol's own, else the draft that is proposed for all. */
export const missedTestOf = (protocol: { readonly tests: readonly Plan[] }, kind: string): MissedTest => {
  const plan = protocol.tests.find((test) => test.kind === kind) ?? protocol.tests[0];
  // Bloods are very late after 28 days and scans after 60: twice the days after which each is overdue.
  return plan?.missedTest ?? { ...usual, redAfterDays: Math.max(1, 2 * (plan?.overdueAfterDays ?? 14)) };
};
