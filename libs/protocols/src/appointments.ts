import { addDays, type CivilDate } from '@rms/nhs';

/** An appointment for a test of a kind. `heardOn` is the day on which it was told of; not known of those recorded before this was kept. */
interface Appointment {
  readonly kind: string;
  readonly on: string;
  readonly heardOn?: string | undefined;
}
interface Planned {
  readonly kind: string;
  readonly opensOn: string;
  readonly overdueAfter: string;
}

/** An appointment is made for the test that comes next, also where it lies some days before the window of the test opens. */
const daysBeforeItsWindow = 28;
/** So long an appointment may keep a test waiting that is overdue. One of next year is for next year’s test. */
const daysThatAMissedTestWaits = 56;

const civil = (date: string): CivilDate => date as CivilDate;

/** Is an appointment too far ahead to be for a test? Told of once the test is overdue it must be some weeks from then at most. */
export const isTooLateFor = ({ on, heardOn = on }: Appointment, { overdueAfter }: Planned): boolean =>
  on > addDays(civil(heardOn > overdueAfter ? heardOn : overdueAfter), daysThatAMissedTestWaits);

/** Would a sample taken at an appointment count for a test, or make it needless, soon enough that nobody need be asked meanwhile? */
export const waitsFor = (test: Planned, appointment: Appointment): boolean =>
  appointment.kind === test.kind && test.opensOn <= appointment.on && !isTooLateFor(appointment, test);

/** Was an appointment made for a test: on a day that counts for it, or not long before? */
export const isMadeFor = (test: Planned, appointment: Appointment): boolean =>
  appointment.kind === test.kind &&
  addDays(civil(test.opensOn), -daysBeforeItsWindow) <= appointment.on &&
  !isTooLateFor(appointment, test);
