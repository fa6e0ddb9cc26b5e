import type { DataOf, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging';

/** An end after which a follow-up went on, and why it did. */
export interface FormerEnd {
  readonly at: string;
  readonly because: string;
  readonly wentOnAt: string;
  readonly wentOnBecause: 'death-withdrawn' | 'result';
}
/** Whether a follow-up goes on, and how it ended before. */
export interface Ending {
  readonly phase: 'active' | 'ended';
  readonly endedBecause?: string;
  readonly endedAt?: string;
  readonly formerEnds: readonly FormerEnd[];
}
export const notEnded: Ending = { phase: 'active', formerEnds: [] };

const ends =
  (becauseOf: (m: Message) => string) =>
  <C extends Ending>(before: C, m: Message): C => ({ ...before, phase: 'ended', endedBecause: becauseOf(m), endedAt: m.time });

const goesOn = <C extends Ending>(before: C, m: Message): C => {
  const { because = 'death-withdrawn' } = m.data as DataOf<typeof pathway.followUpResumed>;
  const { endedBecause = '', endedAt = '', ...rest } = before;
  const former: FormerEnd = { at: endedAt, because: endedBecause, wentOnAt: m.time, wentOnBecause: because };
  return { ...rest, phase: 'active', formerEnds: [...before.formerEnds, former] } as unknown as C;
};

/** What each fact says of the end of a follow-up. */
export const endings = {
  'pathway.start-undone.v1': ends(() => 'start-undone'),
  'pathway.follow-up-ended.v1': ends((m) => (m.data as DataOf<typeof pathway.followUpEnded>).because),
  'pathway.follow-up-resumed.v1': goesOn,
} as const;
