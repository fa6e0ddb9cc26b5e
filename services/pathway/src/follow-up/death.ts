import { accept, type Decision } from '@rms/event-sourcing/pure';
import { considerResults } from './consider-results.js';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';
import { evolveFollowUp, type Started } from './follow-up.state.js';
import { Recording } from './recording.js';
import { askAboutWhatStopped, askWhichOfTwo } from './reviews-of-results.js';
import { stopAsking } from './suspension.js';

type Of<Type extends FollowUpCommand['type']> = Extract<FollowUpCommand, { readonly type: Type }>;
type Decided = Decision<FollowUpEvent, FollowUpRefusal>;

/** A death ends everything that was open: from now on nobody writes to him, rings him or is asked about him. */
export const endForDeath = ({ on }: Of<'EndForDeath'>, state: Started): Decided => {
  if (state.phase === 'ended') return accept();
  const recording = new Recording(state);
  const recalls = Object.keys(state.recalls);
  for (const review of Object.keys(state.reviews)) recording.add({ type: 'ReviewWithdrawn', review, because: 'patient-died' });
  stopAsking(recording, { note: 'The patient has died.', because: 'patient-died', on });
  recording.add({ type: 'FollowUpEnded', because: 'patient-died', on });
  for (const recall of recalls) recording.add({ type: 'RecallSettled', recall, outcome: 'not-needed', note: 'The patient has died.' });
  return accept(...recording.events);
};

/** A death that was none: what it had stopped goes on, or is put before a clinician again. */
export const resumeAfterDeath = (command: Of<'ResumeAfterDeathWithdrawn'>, state: Started): Decided => {
  if (state.phase !== 'ended' || state.because !== 'patient-died') return accept();
  const { today } = command.calendar;
  const resumed = { type: 'FollowUpResumed', on: today, because: 'death-withdrawn' } as const;
  const recording = new Recording(evolveFollowUp(state, resumed) as Started);
  if (state.suspendedAtDeath !== undefined) {
    const { reason, reviewOn, by } = state.suspendedAtDeath;
    recording.add({ type: 'FollowUpSuspended', reason, reviewOn: reviewOn < today ? today : reviewOn, by });
  }
  considerResults(recording, [], command);
  askAboutWhatStopped(recording, command, state.stopped);
  if (command.besides.length > 0) askWhichOfTwo(recording, command, `two follow-ups of ${state.patient}, alive on ${today}`);
  return accept(resumed, ...recording.events);
};
