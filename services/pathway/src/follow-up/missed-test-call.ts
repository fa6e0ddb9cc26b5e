import type { ScheduledTest } from '@rms/contracts';
import { accept, derivedId, refuse, type Decision } from '@rms/event-sourcing/pure';
import { present } from '@rms/nhs';
import { isTooLateFor } from '@rms/protocols';
import { book } from './appointments.js';
import { takeStep } from './climb-the-ladder.js';
import type { Ladder } from './climbing.js';
import { dateRefusal } from './date-refusal.js';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import type { Started } from './follow-up.state.js';
import { openTests } from './ladder.dates.js';
import type { Call } from './missed-test.facts.js';
import { Recording } from './recording.js';

type Of<Type extends FollowUpCommand['type']> = Extract<FollowUpCommand, { readonly type: Type }>;
type Decided = Decision<FollowUpEvent, FollowUpRefusal>;

/** So often a patient is rung in vain before a clinician decides. */
const mostTries = 2;

const isEnough = ({ step, calls }: Ladder, { outcome }: Call): boolean => {
  if (step === 'clinician') return false;
  return outcome !== 'not-reached' || calls.filter((one) => one.outcome === 'not-reached').length >= mostTries;
};

const outcomeRefusal = ({ call, note, calendar }: Of<'RecordMissedTestCall'>): FollowUpRefusal | undefined => {
  if (call.outcome === 'booked') return call.on === undefined ? 'date-needed' : dateRefusal(call.on, calendar.today);
  return call.outcome === 'declined' && note.trim() === '' ? 'reason-needed' : undefined;
};
const callRefusal = (command: Of<'RecordMissedTestCall'>, state: Started): FollowUpRefusal | undefined => {
  if (state.phase === 'ended') return 'follow-up-ended';
  return state.ladders[command.test] === undefined ? 'no-such-missed-test' : outcomeRefusal(command);
};

const follow = (recording: Recording, command: Of<'RecordMissedTestCall'>, test: ScheduledTest): void => {
  const { call, followUp, note } = command;
  const ladder = recording.state.ladders[test.test];
  if (call.outcome === 'booked') {
    const appointment = derivedId(followUp, `agreed for ${test.test} in call ${String(ladder?.calls.length)}`);
    book(recording, command, { appointment, version: 0, kind: test.kind, on: call.on ?? '', heardOn: command.calendar.today });
    return;
  }
  if (call.outcome === 'declined') recording.add({ type: 'MissedTestSettled', test: test.test, outcome: 'reached', note: note.trim() });
  if (ladder !== undefined && !isEnough(ladder, call)) return;
  takeStep(recording, command, { test, step: 'clinician', because: 'call' });
};

/** Somebody rang about a missed test. A date pauses the ladder; a refusal, a wrong number or a second call in vain goes to a clinician. */
export const recordMissedTestCall = (command: Of<'RecordMissedTestCall'>, state: Started): Decided => {
  const refusal = callRefusal(command, state);
  if (refusal !== undefined) return refuse(refusal);
  const test = openTests(state).find((each) => each.test === command.test);
  if (test === undefined) return refuse('no-such-missed-test');
  const { call, note, calendar } = command;
  if (call.on !== undefined && isTooLateFor({ kind: test.kind, on: call.on, heardOn: calendar.today }, test))
    return refuse('date-too-late-for-the-test');
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
