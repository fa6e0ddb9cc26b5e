import type { ScheduledTest } from '@rms/contracts';
import { accept, type Decision } from '@rms/event-sourcing/pure';
import { addWorkingDays, showDateText } from '@rms/nhs';
import { isMadeFor, waitsFor } from '@rms/protocols';
import { civil } from './civil.js';
import { planOf, settleMissed, takeStep } from './climb-the-ladder.js';
import type { Booking, Ladder } from './climbing.js';
import { dateRefusal } from './date-refusal.js';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import type { Started } from './follow-up.state.js';
import { madeFor, openTests } from './ladder.dates.js';
import type { AppointmentOnRecord } from './missed-test.facts.js';
import { Recording, type About } from './recording.js';

type Of<Type extends FollowUpCommand['type']> = Extract<FollowUpCommand, { readonly type: Type }>;
type Decided = Decision<FollowUpEvent, FollowUpRefusal>;

/** An appointment for a test of this follow-up, as it was told of. */
export interface Heard {
  readonly appointment: string;
  readonly version: number;
  readonly kind: string;
  readonly on: string;
  readonly heardOn: string;
}

const itsTests = (recording: Recording, heard: Heard): readonly ScheduledTest[] => madeFor(heard, openTests(recording.state));

const isStillToCome = ({ standing, on }: Booking, today: string): boolean => standing === 'booked' && on >= today;
const standing = (recording: Recording, today: string): readonly Booking[] =>
  Object.values(recording.state.bookings).filter((booking) => isStillToCome(booking, today));

const isWithSomebody = ({ calling, step }: Ladder): boolean => calling || step === 'clinician';

/** Tests about which something has been done that an appointment ends: none where he had a date for the test already. */
const chasedFor = (recording: Recording, heard: Heard): readonly string[] => {
  const before = standing(recording, heard.heardOn);
  const isChased = ({ test }: ScheduledTest): boolean => (recording.state.ladders[test]?.taken.length ?? 0) > 0;
  return itsTests(recording, heard)
    .filter((test) => isChased(test) && !before.some((booking) => waitsFor(test, booking)))
    .map(({ test }) => test);
};

const waitFor = (recording: Recording, { calendar }: About, { kind, on }: Heard): string =>
  addWorkingDays(civil(on), planOf(recording, kind).afterAppointmentWorkingDays, new Set(calendar.holidays));

/** An appointment stands: the ladder waits for it. While he has a date nobody reminds or rings him, and nobody need decide. */
export const book = (recording: Recording, about: About, heard: Heard): void => {
  const chased = chasedFor(recording, heard);
  recording.add({ type: 'TestBooked', ...heard, waitUntil: waitFor(recording, about, heard) });
  for (const test of chased)
    settleMissed(recording, test, { outcome: 'booked', note: `Appointment on ${showDateText(heard.on)}.`, because: 'test-booked' });
};

const cancel = (recording: Recording, heard: Heard): void => {
  if (recording.state.bookings[heard.appointment]?.standing === 'booked') recording.add({ type: 'TestBookingCancelled', ...heard });
};

const isRebooked = (recording: Recording, heard: Heard, test: ScheduledTest): boolean =>
  standing(recording, heard.heardOn).some((booking) => booking.on > heard.on && isMadeFor(test, booking));

// Once, somebody rings him; the second time a clinician decides.
const afterNotAttending = (ladder: Ladder | undefined): 'telephone' | 'clinician' =>
  ladder?.taken.some(({ step }) => step === 'telephone') === true ? 'clinician' : 'telephone';

// Where somebody is ringing or deciding already, that goes on.
const jump = (recording: Recording, about: About, heard: Heard): void => {
  const its = itsTests(recording, heard);
  const test = its.find((each) => recording.state.ladders[each.test] !== undefined) ?? its[0];
  if (test === undefined || recording.state.suspension !== undefined || isRebooked(recording, heard, test)) return;
  const ladder = recording.state.ladders[test.test];
  if (ladder === undefined || !isWithSomebody(ladder))
    takeStep(recording, about, { test, step: afterNotAttending(ladder), because: 'not-attended' });
};

const consider = (recording: Recording, about: About, told: { readonly heard: Heard; readonly standing: Booking['standing'] }): void => {
  const { heard, standing } = told;
  const isOurs = itsTests(recording, heard).length > 0;
  if (standing === 'missed') {
    if (!isOurs) return;
    recording.add({ type: 'TestNotAttended', ...heard });
    jump(recording, about, heard);
    return;
  }
  const holdsHim = standing === 'booked' && isOurs && dateRefusal(heard.on, about.calendar.today) === undefined;
  if (holdsHim) book(recording, about, heard);
  else cancel(recording, heard);
};

const inOrder = (a: AppointmentOnRecord, b: AppointmentOnRecord): number =>
  a.on === b.on ? (a.appointment < b.appointment ? -1 : 1) : a.on < b.on ? -1 : 1;

/** Takes in what is known of a patient's appointments for the tests of this follow-up. Each version of one counts once. */
export const considerAppointments = (command: Of<'ConsiderAppointments'>, state: Started): Decided => {
  if (state.phase === 'ended') return accept();
  const recording = new Recording(state);
  for (const { appointment, version, analyte, on, standing } of [...command.appointments].sort(inOrder)) {
    const kind = state.protocol.tests.find((test) => test.analyte === analyte)?.kind;
    const known = recording.state.bookings[appointment];
    if (kind === undefined || (known !== undefined && known.version >= version)) continue;
    consider(recording, command, { heard: { appointment, version, kind, on, heardOn: command.calendar.today }, standing });
  }
  return accept(...recording.events);
};
