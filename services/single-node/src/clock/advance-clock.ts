import { instantText } from '@rms/event-sourcing';
import { instantOf, millisOf, parseCivilDate, parseInstant } from '@rms/nhs';
import type { Timers } from '@rms/service-kit';
import type { ClinicalClock } from './clinical-clock.js';

export interface AdvanceParts {
  readonly clock: Pick<ClinicalClock, 'now' | 'moveTo'>;
  readonly operator: string;
  readonly timers: readonly Timers[];
  /** Resolves when nothing that has been received or recorded waits for anything. */
  readonly quiet: () => Promise<void>;
  /** Told where the clock stands after each hop. */
  readonly onHop?: (at: string) => Promise<void> | void;
  /** What falls due within so many milliseconds is one hop; a minute unless told. */
  readonly within?: number;
}

// Things that fall due on a date are noticed in the morning, when somebody is there to act on them.
const morning = '07:00:00';
const instantOfWake = (wakeAt: string): number => {
  const date = parseCivilDate(wakeAt);
  const instant = date === undefined ? parseInstant(wakeAt) : instantOf(`${date}T${morning}`, 'Europe/London');
  if (instant === undefined) throw new Error(`${wakeAt} is neither a date nor an instant`);
  return millisOf(instant);
};

const nextWake = async ({ timers, clock }: AdvanceParts): Promise<number | undefined> => {
  const now = instantText(clock.now());
  const wakes = (await Promise.all(timers.map((each) => each.next(now)))).filter((at) => at !== undefined).map(instantOfWake);
  return wakes.length === 0 ? undefined : Math.min(...wakes);
};

// A date may bring another on the same day; something that stays due though it was noticed must not keep the clock for ever.
const rounds = 50;
const wakeAll = async ({ timers, quiet }: AdvanceParts): Promise<void> => {
  await quiet();
  for (let n = 0; n < rounds; n += 1) {
    let woken = 0;
    for (const each of timers) woken += await each.wakeDue();
    if (woken === 0) return;
    await quiet();
  }
  throw new Error('Something stays due on the same day whatever is done about it.');
};

const moveTo = async ({ clock, operator, onHop }: AdvanceParts, millis: number): Promise<void> => {
  const outcome = await clock.moveTo(millis, operator);
  // Between two moves the clock goes on by itself. What it has reached meanwhile needs no move.
  if (!outcome.accepted && clock.now() < millis) throw new Error(`The training clock could not be moved: ${outcome.refusal}.`);
  await onHop?.(instantText(millis));
};

// What falls due within one minute is one hop: letters that left one after the other are asked after together, as a ticker would.
const minute = 60_000;
const hopTo = (wake: number, to: number, within: number): number => Math.min(Math.ceil(wake / within) * within, to);

/** Moves the training clock on to an instant, from one date on which something is due to the next, and lets all of it happen. */
export const advanceClock = async (parts: AdvanceParts, to: number): Promise<void> => {
  for (;;) {
    await wakeAll(parts);
    const next = await nextWake(parts);
    if (next === undefined || next > to) break;
    const hop = hopTo(next, to, parts.within ?? minute);
    // The clock goes on meanwhile: a date that came by itself while it was looked for is due without any move.
    if (hop > parts.clock.now()) await moveTo(parts, hop);
  }
  if (to > parts.clock.now()) await moveTo(parts, to);
  await wakeAll(parts);
};
