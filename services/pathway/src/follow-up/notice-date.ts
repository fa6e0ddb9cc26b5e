import { derivedId } from '@rms/event-sourcing/pure';
import { addWorkingDays, showDateText } from '@rms/nhs';
import { civil } from './civil.js';
import { nameOf, planOf, stepDue, takeStep } from './climb-the-ladder.js';
import { isToBeClosed, onLadders, overdueFrom, withoutLadder } from './ladder.dates.js';
import type { About, Recording } from './recording.js';
import { askWhenNothingIsDue } from './reviews-of-results.js';

const workingDaysForASuspension = 5;

const askAboutTheSuspension = (recording: Recording, { followUp, calendar }: About): void => {
  const { suspension } = recording.state;
  if (suspension === undefined || suspension.asked || suspension.reviewOn > calendar.today) return;
  recording.add({
    type: 'ReviewOpened',
    review: derivedId(followUp, `review suspension ${String(recording.state.reviewsOpened)}`),
    about: 'suspension-due',
    sentence: `Follow-up is suspended and was to be looked at again on ${showDateText(suspension.reviewOn)}. Reason for the suspension: ${suspension.reason.replace(/[.\s]+$/, '')}. No test is asked for until somebody decides.`,
    seriousness: 4,
    reviewBy: addWorkingDays(civil(calendar.today), workingDaysForASuspension, new Set(calendar.holidays)),
    team: recording.state.team,
  });
};

const beginLadders = (recording: Recording, { calendar }: About): void => {
  for (const test of withoutLadder(recording.state))
    if (overdueFrom(recording.state, test) <= calendar.today)
      recording.add({ type: 'TestBecameOverdue', test: test.test, name: nameOf(test), dueOn: test.dueOn });
};

const climb = (recording: Recording, about: About): void => {
  const { today } = about.calendar;
  for (const { test, ladder, nextOn } of onLadders(recording.state))
    if (nextOn <= today)
      takeStep(recording, about, {
        test,
        ...stepDue(ladder, nextOn, { plan: planOf(recording, test.kind), today }),
        because: 'date',
      });
};

/**
 * Looks what is due today: a test that became overdue, the next step about one that was missed, the review of a suspension,
 * how it ends when its day has come.
 * Noticed twice is noticed once; noticed late, each test takes one step and not all that lie in the past.
 */
export const noticeDate = (recording: Recording, about: About): void => {
  if (recording.state.phase === 'ended') return;
  if (recording.state.suspension !== undefined) {
    askAboutTheSuspension(recording, about);
    return;
  }
  beginLadders(recording, about);
  climb(recording, about);
  if (isToBeClosed(recording.state, about.calendar.today)) askWhenNothingIsDue(recording, about);
};
