import type { DataOf, letters } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import type { Copy, CopyDocument } from '@rms/read-models';

/** What became of a letter, as far as letters has said. */
export type Became =
  | 'owed'
  | 'to-approve'
  | 'approved'
  | 'held'
  | 'handed-over'
  | 'not-known'
  | 'dispatched'
  | 'delivered'
  | 'returned'
  | 'not-taken'
  | 'cancelled';
/** A letter that reminds somebody of a test; `test` is '' for every other letter, of which nothing is kept. */
export interface ReminderCopy extends CopyDocument {
  readonly test: string;
  readonly isSecond: boolean;
  readonly owedAt: string;
  readonly became: Became;
}

const onwards: Readonly<Record<string, Became>> = {
  'letters.letter-drafted.v1': 'to-approve',
  'letters.letter-approved.v1': 'approved',
  'letters.letter-held.v1': 'held',
  'letters.letter-released.v1': 'owed',
  'letters.letter-handed-over.v1': 'handed-over',
  'letters.letter-outcome-unknown.v1': 'not-known',
  'letters.letter-dispatched.v1': 'dispatched',
  'letters.letter-delivered.v1': 'delivered',
  'letters.letter-returned.v1': 'returned',
  'letters.letter-refused.v1': 'not-taken',
  'letters.letter-cancelled.v1': 'cancelled',
};

type Own = Omit<ReminderCopy, '_id' | 'trust' | 'published'>;
const begun = (before: Own, { data, time }: Message): Own => {
  const { about, test = '' } = data as DataOf<typeof letters.letterOwed>;
  const isReminder = about === 'test-missed' || about === 'test-missed-again';
  return isReminder ? { ...before, test, isSecond: about === 'test-missed-again', owedAt: time, became: 'owed' } : before;
};
const becameOf = ({ type, data }: Message): Became | undefined => {
  if (type !== 'letters.letter-outcome-settled.v1') return onwards[type];
  return (data as DataOf<typeof letters.letterOutcomeSettled>).wasSent ? 'dispatched' : 'not-taken';
};

/** The reminders of tests that were missed, by the test, and what became of each. */
export const reminders: Copy<ReminderCopy> = {
  name: 'reminders',
  of: 'letters.letter',
  indexes: ['test'],
  initial: { test: '', isSecond: false, owedAt: '', became: 'owed' },
  evolve: (before, message: Message) => {
    if (message.type === 'letters.letter-owed.v1') return begun(before, message);
    return before.test === '' ? before : { ...before, became: becameOf(message) ?? before.became };
  },
};
