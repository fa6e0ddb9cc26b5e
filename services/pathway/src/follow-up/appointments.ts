import type { ScheduledTest } from '@rms/contracts';
import { accept, derivedId, refuse, type Decision } from '@rms/event-sourcing/pure';
import { addWorkingDays, present, showDateText } from '@rms/nhs';
import { civil } from './civil.js';
import { planOf, settleMissed, takeStep } from './climb-the-ladder.js';
import type { Booking } from './climbing.js';
import { dateRefusal } from './date-refusal.js';
import type { FollowUpCommand, FollowUpEvent, FollowUpRefusal } from './follow-up.facts.js';
import type { Started } from './follow-up.state.js';
import { covers, openTests } from './ladder.dates.js';
import type { AppointmentOnRecord } from './missed-test.facts.js';
import { Recording, type About } from './recording.js';

type Of<Type extends FollowUpCommand['type']> = Extract<FollowUpCommand, { readonly type: Type }>;
type Decided = Decision<FollowUpEvent, FollowUpRefusal>;

interface Heard {
  readonly appointment: string;
  readonly version: number;
  readonly kind: string;
  readonly on: string;
}

const coveredBy = (recording: Recording, heard: Heard): readonly ScheduledTest[] =>
  openTests(recording.state).filter((test) => covers(heard, test));

// While he has a date nobody rings him, and nobody need decide.
const settleByBooking = (recording: Recording, heard: Heard): void => {
  for (const { test } of coveredBy(recording, heard)) {
    const ladder = recording.state.ladders[test];
    if (ladder === undefined || (!ladder.calling && ladder.step !== 'clinician')) continue;
    settleMissed(recording, test, { outcome: 'booked', note: `Appointment on ${showDateText(heard.on)}.`, because: 'test-booked' });
  }
};

const waitFor = (recording: Recording, { calendar }: About, { kind, on }: Heard): string =>
  addWorkingDays(civil(on), planOf(recording, kind).afterAppointmentWorkingDays, new Set(calendar.holidays));

const book = (recording: Recording, about: About, heard: Heard): void => {
  recording.add({ type: 'TestBooked', ...heard, waitUntil: waitFor(recording, about, heard) });
  settleByBooking(recording, heard);
};

const cancel = (recording: Recording, { calendar }: About, heard: Heard): void => {
  if (recording.state.bookings[heard.appointment]?.standing === 'booked')
    recording.add({ type: 'TestBookingCancelled', ...heard, heardOn: calendar.today });
};

const isRebooked = (recording: Recording, about: About, heard: Heard): boolean =>
  Object.values(recording.state.bookings).some(
    (booking: Booking) =>
      booking.standing === 'booked' && booking.kind === heard.kind && booking.on >= about.calendar.today && booking.on > heard.on,
  );

// Once, somebody rings him; the second time a clinician decides. Where somebody is ringing or deciding already, that goes on.
const jump = (recording: Recording, about: About, heard: Heard): void => {
  const covered = coveredBy(recording, heard);
  const test = covered.find((each) => recording.state.ladders[each.test] !== undefined) ?? covered[0];
  if (test === undefined || recording.state.suspension !== undefined || isRebooked(recording, about, heard)) return;
  const ladder = recording.state.ladders[test.test];
  if (ladder?.calling === true || ladder?.step === 'clinician') return;
  const hasBeenRung = ladder?.taken.some(({ step }) => step === 'telephone') ?? false;
  takeStep(recording, about, { test, step: hasBeenRung ? 'clinician' : 'telephone', because: 'not-attended' });
};

const consider = (recording: Recording, about: About, told: { readonly heard: Heard; readonly standing: Booking['standing'] }): void => {
  const { heard, standing } = told;
  const isOurs = coveredBy(recording, heard).length > 0;
  if (standing === 'missed') {
    if (!isOurs) return;
    recording.add({ type: 'TestNotAttended', ...heard, heardOn: about.calendar.today });
    jump(recording, about, heard);
    return;
  }
  const holdsHim = standing === 'booked' && isOurs && dateRefusal(heard.on, about.calendar.today) === undefined;
  if (holdsHim) book(recording, about, heard);
  else cancel(recording, about, heard);
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
    consider(recording, command, { heard: { appointment, version, kind, on }, standing });
  }
  return accept(...recording.events);
};

/** So often a patient is rung in vain before a clinician decides. */
const mostTries = 2;

const callRefusal = (command: Of<'RecordMissedTestCall'>, state: Started): FollowUpRefusal | undefined => {
  if (state.phase === 'ended') return 'follow-up-ended';
  if (state.ladders[command.test] === undefined) return 'no-such-missed-test';
  const { call, calendar } = command;
  if (call.outcome === 'booked') return call.on === undefined ? 'date-needed' : dateRefusal(call.on, calendar.today);
  return call.outcome === 'declined' && command.note.trim() === '' ? 'reason-needed' : undefined;
};

const follow = (recording: Recording, command: Of<'RecordMissedTestCall'>, test: ScheduledTest): void => {
  const { call, followUp, note } = command;
  const tries = recording.state.ladders[test.test]?.calls.length ?? 0;
  if (call.outcome === 'booked' && call.on !== undefined) {
    const appointment = derivedId(followUp, `agreed for ${test.test} in call ${String(tries)}`);
    book(recording, command, { appointment, version: 0, kind: test.kind, on: call.on });
    return;
  }
  if (call.outcome === 'declined') recording.add({ type: 'MissedTestSettled', test: test.test, outcome: 'reached', note: note.trim() });
  const inVain = recording.state.ladders[test.test]?.calls.filter(({ outcome }) => outcome === 'not-reached').length ?? 0;
  const isWithTheClinician = recording.state.ladders[test.test]?.step === 'clinician';
  if (isWithTheClinician || (call.outcome === 'not-reached' && inVain < mostTries)) return;
  takeStep(recording, command, { test, step: 'clinician', because: 'call' });
};

/** Somebody rang about a missed test. A date pauses the ladder; a refusal, a wrong number or a second call in vain goes to a clinician. */
export const recordMissedTestCall = (command: Of<'RecordMissedTestCall'>, state: Started): Decided => {
  const refusal = callRefusal(command, state);
  if (refusal !== undefined) return refuse(refusal);
  const test = openTests(state).find((each) => each.test === command.test);
  if (test === undefined) return refuse('no-such-missed-test');
  const { call, note, calendar } = command;
  const recording = new Recording(state);
  recording.add({
    type: 'MissedTestCallRecorded',
    test: test.test,
    outcome: call.outcome,
    ...present({ bookedOn: call.outcome === 'booked' ? call.on : undefined }),
    tries: (state.ladders[test.test]?.calls.length ?? 0) + 1,
    note: note.trim(),
    on: calendar.today,
  });
  follow(recording, command, test);
  return accept(...recording.events);
};
