import type { RefusalTable } from '@rms/service-kit';
import type { ColleagueRefusal } from './colleague/colleague.aggregate.js';
import type { HelplineCallRefusal } from './helpline-call/helpline-call.facts.js';
import type { TaskRefusal } from './task/task.facts.js';
import type { TeamRefusal } from './team/team.facts.js';
import type { WorkingHoursRefusal } from './working-hours/working-hours.aggregate.js';

const noSuchRecord = [404, 'There is no such record in your trust.'] as const;

export const taskRefusals: RefusalTable<TaskRefusal> = {
  'no-such-task': noSuchRecord,
  'task-closed': [409, 'This task is no longer open. Yours was not recorded.'],
  'not-for-your-role': [
    403,
    'Your role may not settle this, so it cannot be yours. A review is decided by a clinical nurse specialist or consultant.',
  ],
  'not-for-that-role': [
    422,
    'Choose somebody whose role may settle this: a review is decided by a clinical nurse specialist or consultant',
  ],
  'nobody-of-that-name': [422, 'Choose somebody who is in a team, or a team'],
  'not-there': [422, 'Choose somebody who is there: this person is away, has left or may not sign in'],
  'reason-needed': [422, 'Enter your reason'],
};

export const teamRefusals: RefusalTable<TeamRefusal> = {
  'no-such-team': noSuchRecord,
  'lead-not-a-member': [422, 'The lead must be in the team'],
  'not-a-member': [409, 'This person is not in the team. Nothing was recorded.'],
  'no-work': [422, 'Choose at least one kind of work'],
  'no-name': [422, 'Enter the name of the team'],
};

export const colleagueRefusals: RefusalTable<ColleagueRefusal> = {
  'ends-before-it-begins': [422, 'The last day must not be before the first'],
  'ended-already': [422, 'The last day must be today or later'],
  'away-already': [409, 'This person is recorded as away on some of these days already. Nothing was recorded.'],
  'cannot-cover-himself': [422, 'Choose somebody else to act meanwhile'],
  'cover-has-left': [422, 'Choose somebody else: this person has left or may not sign in'],
  'cover-away': [422, 'Choose somebody else: this person is away the whole time'],
  'last-administrator': [409, 'This is the last administrator of a trust in use. Add another first.'],
  'no-such-absence': [409, 'This absence is over or was called off. Nothing was recorded.'],
  'has-left': [409, 'This person is recorded as having left. Nothing was recorded.'],
  'has-not-left': [409, 'This person is not recorded as having left. Nothing was recorded.'],
};

export const callRefusals: RefusalTable<HelplineCallRefusal> = {
  'logged-already': [409, 'This call was recorded already.'],
  'no-such-call': noSuchRecord,
  'call-closed': [409, 'This call has come to its end. Yours was not recorded.'],
  'caller-needed': [422, 'Enter who rang'],
  'phone-needed': [422, 'Enter the number to ring back'],
  'nothing-said': [422, 'Enter what was said, or tick what was told of'],
  'emergency-symptom': [422, 'Choose “Emergency”: nobody with these symptoms waits for a call'],
  'emergency-cannot-close': [422, 'An emergency is rung back: leave the call open'],
  'note-needed': [422, 'Enter what was said or arranged'],
  'not-tried-enough': [409, 'Ring three times before giving up. Nothing was recorded.'],
  'clinician-needed': [
    403,
    'A new symptom, or a call for today, ends like this only by a clinical nurse specialist or consultant. Leave the call open: it stays with the team.',
  ],
  'unknown-cannot-close': [409, 'Find the patient first: a call about somebody unknown ends only when it was passed on or not needed.'],
};

export const workingHoursRefusals: RefusalTable<WorkingHoursRefusal> = {
  'closes-before-it-opens': [422, 'The end of the day must be after its beginning'],
  'no-working-day': [422, 'Choose at least one day'],
};
