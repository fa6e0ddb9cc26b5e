import { Woken, type Message } from '@rms/messaging';
import type { Collection, DocumentStore, Filter } from '@rms/read-models';
import type { Background, Timers } from '@rms/service-kit';
import { ownLetters, type LetterCopy, type ToDo } from '../letter/letters-of-a-follow-up.projection.js';
import type { OnTheDesk } from './letter-pages.js';
import type { LettersDesk } from './letters-desk.js';
import { FailedLetters } from './failed-letters.js';
import { WhenToLook } from './when-to-look.js';

/** What the desk needs to know of its work, and whom to tell of a letter that failed. */
export interface WorkParts {
  readonly desk: LettersDesk;
  readonly documents: DocumentStore;
  readonly now: () => string;
  readonly onFailure: (letter: string, error: unknown) => void;
}

const atOnce = 200;
// So many letters are in hand at the same time: what is recorded of them reaches the disk together.
const inHand = 16;
// A timer may go off a moment before the clock says so.
const slackMs = 20;
const concerning: Readonly<Record<string, 'followUp' | 'patient' | 'result' | 'everybody'>> = {
  'pathway.follow-up': 'followUp',
  'registration.patient': 'patient',
  'results.result': 'result',
  'letters.template': 'everybody',
  'letters.sender': 'everybody',
  'letters.practice': 'everybody',
};
/** Answers with how many of them something was done. */
const inHandTogether = async <T>(letters: readonly T[], step: (letter: T) => Promise<boolean>, atATime = inHand): Promise<number> => {
  let done = 0;
  for (let n = 0; n < letters.length; n += atATime)
    done += (await Promise.all(letters.slice(n, n + atATime).map(step))).filter((isDone) => isDone).length;
  return done;
};

/** Waiting letters that may have to be written anew because of a fact: those of its follow-up, its patient, its result, or its trust. */
const filterFor = ({ subject }: Message): Readonly<Record<string, unknown>> | undefined => {
  const field = concerning[subject.slice(0, -37)];
  if (field === undefined) return undefined;
  const waiting = { phase: { $in: ['owed', 'to-approve'] } };
  return field === 'everybody' ? waiting : { ...waiting, [field]: subject.slice(-36) };
};

/** The desk at work: writes, hands over and asks as soon as there is something to do, and again when a time for it has come. */
export const workOfTheDesk = ({ desk, documents, now, onFailure }: WorkParts) => {
  const letters = (): Collection<LetterCopy> => documents.collection<LetterCopy>(ownLetters.name);
  const told: Message[] = [];
  const again = new Map<string, OnTheDesk>();
  // A step that recorded nothing is not tried again until a fact or a time gives reason to; one that failed is, after a pause.
  const tried = new Map<string, string>();
  const failed = new FailedLetters();
  const look = new WhenToLook();

  const steps: Readonly<Record<Exclude<ToDo, ''>, (on: OnTheDesk) => Promise<boolean>>> = {
    write: (on) => desk.write(on),
    'hand-over': (on) => desk.handOver(on),
    ask: (on) => desk.ask(on),
  };
  const attempt = async (on: OnTheDesk, step: (on: OnTheDesk) => Promise<boolean>): Promise<boolean> => {
    try {
      const isDone = await step(on);
      failed.wentWell(on.id);
      return isDone;
    } catch (error) {
      // One letter that fails must not keep the others.
      onFailure(on.id, error);
      tried.delete(on.id);
      work.wakeIn(failed.failed(on.id, now()) + slackMs);
      return false;
    }
  };
  const writeOrWriteLater = async (on: OnTheDesk): Promise<boolean> => {
    const isDone = await attempt(on, steps.write);
    if (!failed.mayBeTried(on.id, now())) again.set(on.id, on);
    return isDone;
  };
  const inTurn = (trust: string, turn: Filter, limit: number): Promise<readonly LetterCopy[]> =>
    letters().find(trust, { turn }, { sort: { turn: 1 }, limit });
  const due = async (): Promise<readonly LetterCopy[]> => {
    const found: LetterCopy[] = [];
    for (const trust of await documents.trustsOf(ownLetters.name))
      for (const toDo of ['write', 'hand-over', 'ask'] as const)
        found.push(...(await inTurn(trust, { $gte: toDo, $lte: `${toDo} ${now()}` }, atOnce)));
    return found;
  };
  const marked = ({ published, toDo }: LetterCopy): string => `${String(published)} ${toDo} ${toDo === 'ask' ? now().slice(0, 16) : ''}`;
  const nextAfter = async (after: string): Promise<string | undefined> => {
    const found: string[] = [];
    for (const trust of await documents.trustsOf(ownLetters.name))
      for (const toDo of ['hand-over', 'ask'] as const)
        found.push(...(await inTurn(trust, { $gt: `${toDo} ${after}`, $lt: `${toDo}~` }, 1)).map((each) => each.toDoFrom));
    return found.sort()[0];
  };
  const doWhatIsDue = async (): Promise<number> => {
    const at = now();
    if (!look.isTime(at)) return 0;
    const found = await due();
    const step = (copy: LetterCopy): Promise<boolean> => {
      const { _id: id, trust, toDo } = copy;
      if (toDo === '' || tried.get(id) === marked(copy) || !failed.mayBeTried(id, at)) return Promise.resolve(false);
      tried.set(id, marked(copy));
      return attempt({ id, trust }, steps[toDo]);
    };
    const others = found.filter(({ toDo }) => toDo !== 'hand-over');
    // Whatever breaks off a hand-over, there is one letter at most of which nobody knows whether it left.
    const leaving = found.filter(({ toDo }) => toDo === 'hand-over');
    const done = (await inHandTogether(others, step)) + (await inHandTogether(leaving, step, 1));
    if (done === 0) look.foundNothing(at, await nextAfter(at));
    const next = failed.next(at);
    if (next !== undefined) look.hearsOf(next);
    return done;
  };
  const noteOwn = async ({ trust, subject }: Message): Promise<void> => {
    const copy = await letters().get(trust, subject.slice(-36));
    if (copy !== undefined && copy.toDo !== '') look.hearsOf(copy.toDoFrom);
  };
  const noteWhatIsConcerned = async (): Promise<void> => {
    // What was heard is forgotten once it is noted whom it concerns, and not before.
    for (let message = told[0]; message !== undefined; message = told[0]) {
      if (message.subject.startsWith(ownLetters.of)) await noteOwn(message);
      const filter = filterFor(message);
      if (filter !== undefined) for (const { _id: id, trust } of await letters().find(message.trust, filter)) again.set(id, { id, trust });
      told.shift();
    }
  };
  const writeAgain = async (): Promise<number> => {
    await noteWhatIsConcerned();
    const waiting = [...again.values()].filter(({ id }) => failed.mayBeTried(id, now()));
    for (const { id } of waiting) again.delete(id);
    return inHandTogether(waiting, writeOrWriteLater);
  };

  // Requests, dates and messages may all ask at once: one round after another.
  let last: Promise<unknown> = Promise.resolve();
  const oneRound = (): Promise<number> => {
    const round = last.then(async () => (await writeAgain()) + (await doWhatIsDue()));
    last = round.catch(() => undefined);
    return round;
  };
  const work = new Woken(
    async () => {
      await oneRound();
    },
    (error) => {
      onFailure('', error);
    },
  );

  const heard = (message: Message): void => {
    told.push(message);
    work.wake();
  };

  const background: Background = {
    start: () => {
      work.wake();
    },
    stop: () => work.stop(),
    quiet: async () => {
      await last;
      await work.quiet();
    },
  };
  const timers: Timers = {
    name: 'letters.letters-desk',
    next: nextAfter,
    wakeDue: () => oneRound(),
  };
  return { background, timers, heard };
};
