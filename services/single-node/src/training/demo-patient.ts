import { addDays, addMonths, type CivilDate } from '@rms/nhs';

/** One invented patient of the demonstration, with what the senders say of him. NHS numbers are of the test range. */
export interface DemoPatient {
  readonly nhsNumber: string;
  readonly hospitalNumber: string;
  readonly trust: 'ZT001' | 'ZT002';
  readonly name: readonly [family: string, given: string, title: string];
  readonly bornOn: string;
  readonly address: readonly [street: string, town: string, postcode: string];
  readonly practice: readonly [name: string, ods: string];
  readonly phone: string;
  readonly needs: readonly (readonly [kind: 'FORMAT' | 'SUPPORT' | 'INTERPRETER', says: string])[];
  /** Male where nothing is said. */
  readonly sex?: 'F';
  /** The starter protocol of the follow-up; that after prostatectomy where nothing is said. */
  readonly protocol?: string;
  readonly answers?: Readonly<Record<string, string>>;
  /** Months since the treatment; absent for somebody who is not in follow-up. */
  readonly monthsSince?: number;
  readonly limit?: { readonly value: number; readonly because: string };
  /** Days before today, value, and more. The ones marked `late` arrive after the follow-up was started. */
  readonly results: readonly DemoResult[];
  readonly died?: boolean;
}
export interface DemoResult {
  readonly daysAgo: number;
  readonly value: string;
  readonly unit?: string;
  readonly late?: boolean;
  readonly corrected?: string;
  readonly withdrawn?: boolean;
  /** For a mammogram: the system of its coded conclusion, what the conclusion is called, and the side. `value` is its code. */
  readonly mammogram?: { readonly system: string; readonly text: string; readonly side: 'L' | 'R' | 'B' };
}

/** The day of a patient's treatment, counted back from today. */
export const treatmentOf = (patient: DemoPatient, today: CivilDate): CivilDate => addMonths(today, -(patient.monthsSince ?? 0));
/** The day a sample was taken, counted back from today. */
export const sampleOf = (result: DemoResult, today: CivilDate): CivilDate => addDays(today, -result.daysAgo);
