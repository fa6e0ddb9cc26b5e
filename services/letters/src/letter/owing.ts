import { accept, refuse, type Decision } from '@rms/event-sourcing/pure';
import { lateConcerns } from './lateness.js';
import { aliveAfterAll, attendedTo, holdAndTell, needsSomebody, nobodyNeeded, stillToBeReached } from './needing.js';
import type { Cancellation, LetterCommand, LetterEvent, LetterRefusal, News } from './letter.facts.js';
import type { LetterState, Living } from './letter.state.js';

type Decided = Decision<LetterEvent, LetterRefusal>;
type Of<Type extends LetterCommand['type']> = Extract<LetterCommand, { readonly type: Type }>;

const hasHeardLater = (state: LetterState, heard: number): boolean => state.phase !== 'none' && state.heard >= heard;
const waits: readonly LetterState['phase'][] = ['owed', 'to-approve', 'approved'];

type Owing = Omit<Of<'OweLetter'>, 'type' | 'next' | 'calendar' | 'by'> & { readonly by: string };
const owes = (said: Owing): LetterEvent => ({ type: 'LetterOwed', ...said });
/** Other news is owed; what a person holds stays held by his reason, until a person releases it. */
const owesAnew = ({ heldBecause }: Living, said: Owing): readonly LetterEvent[] => [
  owes(said),
  ...(heldBecause === undefined ? [] : [{ type: 'LetterHeld', why: 'person-decided', sentence: heldBecause } as const]),
];

// What has left cannot be taken back: the newer news goes out in a letter of its own, and a person is told at once.
const followWith = (command: Of<'OweLetter'>, state: Living, { patient: _, followUp, heard, ...news }: Owing): Decided => {
  if (state.next?.says === news.says) return accept();
  const followed = {
    type: 'LetterFollowedBy',
    next: state.next?.letter ?? command.next,
    followUp,
    because: 'corrected',
    heard,
    news,
  } as const;
  // What never left, or came back and was cancelled, says nothing to anybody: the other letter says all there is to say.
  if (state.phase === 'not-sent' || state.phase === 'cancelled') return accept<LetterEvent>(followed, ...attendedTo(state));
  return accept<LetterEvent>(
    followed,
    ...needsSomebody(state, command.calendar, {
      why: 'changed-after-hand-over',
      sentence: `It has left and said “${state.owed.says}”. Now: ${news.says}. Another letter is being written; ring if it should not wait.`,
    }),
  );
};

const newerReportIsRead = (state: Living): readonly LetterEvent[] => (state.need?.why === 'result-newer' ? attendedTo(state) : []);

const oweWhileWaiting = (state: Living, said: Owing): Decided => {
  if (state.owed.says !== said.says) return accept<LetterEvent>(...owesAnew(state, said), ...attendedTo(state));
  if (state.heldBecause !== undefined) return accept(...newerReportIsRead(state));
  return state.held === 'result-newer'
    ? accept<LetterEvent>({ type: 'LetterReleased', reason: 'The newer report was read, and says the same.' }, ...attendedTo(state))
    : accept();
};

// Whoever decided against a letter decided against this news; other news is owed again.
const isRefusedNews = (state: Extract<LetterState, { readonly phase: 'cancelled' }>, said: Owing): boolean =>
  state.because === 'person-decided' && state.owed.says === said.says;

// What is no longer news has no date: it goes out by the old one where something was promised, and otherwise not at all.
const saidBy = ({ type: _, calendar: __, next: ___, by, ...rest }: Of<'OweLetter'>, state: LetterState): Owing | undefined => {
  if (by !== undefined) return { ...rest, by };
  const isPromised = state.phase !== 'none' && state.phase !== 'cancelled';
  return isPromised ? { ...rest, by: state.owed.by } : undefined;
};

const oweAfter = (command: Of<'OweLetter'>, state: Living, said: Owing): Decided => {
  if (state.phase === 'cancelled' && isRefusedNews(state, said)) return accept();
  if (state.phase === 'cancelled') return state.hasLeft === undefined ? accept(...owesAnew(state, said)) : followWith(command, state, said);
  if (waits.includes(state.phase)) return oweWhileWaiting(state, said);
  return state.owed.says === said.says ? accept() : followWith(command, state, said);
};

/** Somebody is to be told. Where a letter that waits would say the same nothing is recorded; other news is written anew. */
export const owe = (command: Of<'OweLetter'>, state: LetterState): Decided => {
  const said = saidBy(command, state);
  if (said === undefined || hasHeardLater(state, command.heard)) return accept();
  return state.phase === 'none' ? accept(owes(said)) : oweAfter(command, state, said);
};

const lateNews: Readonly<Partial<Record<Cancellation, string>>> = {
  'patient-died': 'The patient died after it was handed over. Ask the carrier to stop it, or speak to the family.',
  'start-undone':
    'It has left, and the follow-up it speaks of was started in error. Find out whom it went to and whether it was about them, ring them, and put right what it said.',
};
const toldAfterHandOver = (command: Of<'CancelLetter'>, state: Living): Decided =>
  accept(
    ...needsSomebody(state, command.calendar, {
      why: command.because === 'patient-died' ? 'handed-over-before-death' : 'changed-after-hand-over',
      sentence: lateNews[command.because] ?? `It has left and said “${state.owed.says}”. That is no longer so. Ring the person it went to.`,
    }),
  );

const isStillHere: readonly LetterState['phase'][] = [...waits, 'returned', 'not-sent'];
// A letter that is with the carrier or has arrived is nobody's worry where its news was true when he read it.
const isNobodysWorry = (because: Cancellation, phase: LetterState['phase']): boolean =>
  because === 'no-longer-needed' || (because === 'patient-died' && phase === 'delivered');

// Nobody looks for the dead, or for somebody who was never followed and whom the letter did not reach.
const endsTheSearch: readonly Cancellation[] = ['patient-died', 'start-undone'];

/** It is not to be written or sent any more. What has left is a person's to put right. */
export const cancel = (command: Of<'CancelLetter'>, state: LetterState): Decided => {
  if (state.phase === 'none' || hasHeardLater(state, command.heard)) return accept();
  const { because, heard } = command;
  const isOver = endsTheSearch.includes(because);
  if (state.phase === 'cancelled') return isOver ? accept(...nobodyNeeded(state)) : accept();
  if (isStillHere.includes(state.phase))
    return accept<LetterEvent>({ type: 'LetterCancelled', because, heard }, ...(isOver ? nobodyNeeded(state) : stillToBeReached(state)));
  return isNobodysWorry(because, state.phase) ? accept() : toldAfterHandOver(command, state);
};

export const cancelByPerson = ({ reason }: Of<'CancelByPerson'>, state: LetterState): Decided => {
  if (state.phase === 'none') return refuse('no-such-letter');
  if (reason.trim() === '') return refuse('reason-needed');
  if (state.phase === 'cancelled') return accept();
  if (!waits.includes(state.phase)) return refuse('already-handed-over');
  const cancelled = { type: 'LetterCancelled', because: 'person-decided', reason: reason.trim(), heard: state.heard } as const;
  return accept<LetterEvent>(cancelled, ...nobodyNeeded(state));
};

/** He is alive after all. What had left already, and came back, is said by a letter of its own. */
export const oweAgain = ({ heard, next, calendar }: Of<'OweAgain'>, state: LetterState): Decided => {
  if (state.phase === 'none') return accept();
  if (state.phase !== 'cancelled') return accept(...aliveAfterAll(state, calendar, lateConcerns(state)));
  if (state.because !== 'patient-died' || state.heard >= heard) return accept();
  const { owed } = state;
  if (state.hasLeft === undefined) return accept(...owesAnew(state, { ...owed, heard }));
  return state.next === undefined
    ? accept({ type: 'LetterFollowedBy', next, followUp: owed.followUp, because: 'to-be-sent-again', heard, news: newsOf(owed) })
    : accept();
};

export const reassign = ({ to }: Of<'ReassignLetter'>, state: LetterState): Decided => {
  if (state.phase === 'none') return refuse('no-such-letter');
  return state.owed.patient === to ? accept() : accept({ type: 'LetterReassigned', to, from: state.owed.patient });
};

/** The laboratory said something newer than the letter was written from: it waits until pathway has read it. */
export const holdForResult = ({ stream, published, calendar }: Of<'HoldForResult'>, state: LetterState): Decided => {
  if (state.phase !== 'to-approve' && state.phase !== 'approved') return accept();
  const seen = state.draft.madeFrom[stream];
  if (seen === undefined || seen >= published) return accept();
  return accept(
    ...holdAndTell(state, calendar, {
      why: 'result-newer',
      sentence: 'The laboratory has sent a newer report of this result. The letter waits until it has been read.',
    }),
  );
};

/** What this letter says, to be said by another one. */
export const newsOf = ({ patient: _, followUp: __, ...news }: Living['owed']): News => news;
