import type { Message } from '@rms/messaging/pure';
import { openAccount, type Account, type LetterAccount, type TaskAccount } from './account.js';
import { contentOf, dateIn, maybe, textIn, wordIn } from './content.js';
import { dayOf, entries, erased } from './entries.js';

const followUps = 'pathway.follow-up';
const tasks = 'alerting.task';
const letterStreams = 'letters.letter';

// These follow from what the follow-up says of a result, so a promise that stands has to be kept all the same.
const stopsUntilPromisedAgain: ReadonlySet<unknown> = new Set([
  'result-changed',
  'result-taken-back',
  'patient-died',
  'start-undone',
  'another-patient',
]);

const mostOfAReason = 300;
/** Why something cannot be read, short enough for a sentence. */
const inShort = (why: string): string => {
  const line = why.replaceAll(/\s+/g, ' ').trim();
  return line.length > mostOfAReason ? `${line.slice(0, mostOfAReason)}…` : line;
};

const openLetter = (id: string): LetterAccount => ({
  heard: 0,
  letter: id,
  followUp: '',
  result: '',
  by: '',
  open: false,
  stopped: false,
  needsSomebodySince: undefined,
  unreadable: undefined,
});

/**
 * Follow-ups, tasks and letters as the published facts tell of them, from the first fact on. Facts of one stream come in their
 * order, and one that comes twice is taken once; the order across streams does not matter. A fact that is missing, or that cannot
 * be read, is never passed over: whoever it is about is then held by nothing that rests on it.
 */
export class Ledger {
  readonly accounts = new Map<string, Account>();
  readonly tasks = new Map<string, TaskAccount>();
  readonly letters = new Map<string, LetterAccount>();

  /** A stream with a fact that today's code cannot read: nobody can say whether whoever it is about is held. */
  cannotRead({ stream, trust, why }: { readonly stream: string; readonly trust: string; readonly why: string }): void {
    const id = stream.slice(-36);
    const kind = stream.slice(0, -37);
    if (kind === followUps) {
      const account = this.#accountOf(id, trust);
      account.unreadable ??= inShort(why);
    } else if (kind === tasks) {
      const task = this.tasks.get(id);
      if (task !== undefined) task.open = false;
    } else if (kind === letterStreams) {
      const letter = this.letters.get(id) ?? openLetter(id);
      this.letters.set(id, letter);
      letter.unreadable ??= inShort(why);
    }
  }

  take(message: Message): void {
    try {
      this.#take(message);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.cannotRead({ stream: message.subject, trust: message.trust, why });
    }
  }

  #take(message: Message): void {
    const kind = message.subject.slice(0, -37);
    if (kind === followUps) this.#takeFollowUp(message);
    else if (kind === tasks) this.#takeTask(message);
    else if (kind === letterStreams) this.#takeLetter(message);
  }

  /** Whether a fact is new to what is known of its stream. One that is missing before it is said of the stream. */
  #isNew(known: { heard: number } | undefined, { published, subject, trust }: Message): boolean {
    const heard = known?.heard ?? 0;
    if (published <= heard) return false;
    if (published > heard + 1) this.cannotRead({ stream: subject, trust, why: `fact ${String(heard + 1)} of its history is missing` });
    return true;
  }

  #takeFollowUp(message: Message): void {
    const account = this.#accountOf(message.subject.slice(-36), message.trust);
    if (!this.#isNew(account, message)) return;
    account.heard = message.published;
    if (!account.trusts.includes(message.trust)) account.trusts.push(message.trust);
    if (message.type === 'tombstone') erased(account, message);
    else entries[message.type]?.(account, message);
  }

  #accountOf(id: string, trust: string): Account {
    const known = this.accounts.get(id);
    if (known !== undefined) return known;
    const account = openAccount(id);
    account.trusts.push(trust);
    this.accounts.set(id, account);
    return account;
  }

  #takeTask(message: Message): void {
    const id = message.subject.slice(-36);
    const known = this.tasks.get(id);
    if (!this.#isNew(known, message)) return;
    if (message.type === 'alerting.task-opened.v1') {
      this.tasks.set(id, taskFrom(message));
      return;
    }
    if (known === undefined) return;
    known.heard = message.published;
    if (message.type === 'alerting.task-restated.v1') restate(known, message);
    const isClosed = message.type === 'alerting.task-closed.v1' || (message.type === 'tombstone' && isErased(message, 'TaskClosed'));
    if (isClosed) known.open = false;
  }

  #takeLetter(message: Message): void {
    const id = message.subject.slice(-36);
    const known = this.letters.get(id) ?? openLetter(id);
    this.letters.set(id, known);
    if (!this.#isNew(known, message)) return;
    known.heard = message.published;
    courses[message.type]?.(known, message);
  }
}

const taskFrom = (message: Message): TaskAccount => {
  const { kind, followUp, about, why, dueOn } = contentOf(message);
  const task = {
    heard: message.published,
    trust: message.trust,
    kind: wordIn(kind, 'kind'),
    followUp: maybe(followUp, 'followUp', textIn) ?? '',
    about: textIn(about, 'about'),
    open: true,
  };
  return task.kind === 'exception' ? { ...task, why: textIn(why, 'why'), dueOn: dateIn(dueOn, 'dueOn') } : { ...task, why: '', dueOn: '' };
};
const restate = (task: TaskAccount, message: Message): void => {
  if (task.kind !== 'exception') return;
  const { why, dueOn } = contentOf(message);
  task.why = textIn(why, 'why');
  task.dueOn = dateIn(dueOn, 'dueOn');
};

const isErased = (message: Message, was: string): boolean => contentOf(message)['was'] === was;

type Course = (letter: LetterAccount, message: Message) => void;
const leaves: Course = (letter, message) => {
  letter.open = false;
  letter.stopped = stopsUntilPromisedAgain.has(contentOf(message)['because']);
};
const comesBack: Course = (letter) => {
  letter.open = true;
};
// Handed over is not yet gone: only a proof that it left, or a recorded reason why it does not, keeps the promise.
const courses: Readonly<Record<string, Course>> = {
  'letters.letter-owed.v1': (letter, message) => {
    const { followUp, result, by } = contentOf(message);
    const owed = { followUp: textIn(followUp, 'followUp'), result: maybe(result, 'result', textIn) ?? '', by: dateIn(by, 'by') };
    Object.assign(letter, { ...owed, open: true, stopped: false });
  },
  // In time with the carrier, who has his own days to prove it: until then nobody need be told.
  'letters.letter-handed-over.v1': (letter, message) => {
    const proofBy = dateIn(contentOf(message)['proofBy'], 'proofBy');
    if (proofBy > letter.by) letter.by = proofBy;
  },
  'letters.letter-followed-by.v1': leaves,
  'letters.letter-dispatched.v1': leaves,
  'letters.letter-delivered.v1': leaves,
  'letters.letter-cancelled.v1': leaves,
  'letters.letter-returned.v1': comesBack,
  'letters.letter-refused.v1': comesBack,
  'letters.letter-needs-somebody.v1': (letter, { time }) => {
    letter.needsSomebodySince = time;
  },
  'letters.letter-attended-to.v1': (letter, { time }) => {
    letter.needsSomebodySince = undefined;
    // Whoever saw to it has a day from then.
    const on = dayOf(time);
    if (on > letter.by) letter.by = on;
  },
  tombstone: (letter, message) => {
    if (isErased(message, 'LetterCancelled')) letter.open = false;
  },
};
