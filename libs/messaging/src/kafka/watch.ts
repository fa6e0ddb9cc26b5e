import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from './assignment.js';
import type { Beginnings } from './beginnings.js';
import type { AllEnds } from './broker-ends.js';
import { tellFailure, writeDown, type Hearing } from './hearing.js';
import { isStalled, lastMoved, standing, type Reading, type Standing } from './liveness.js';
import type { Doubt, Ends } from './where-to-begin.js';

// The ends were asked for after one and before the other.
const doubtOf = (before: number, now: number, { low, high }: Ends): Doubt | undefined => {
  if (before > high) return 'beyond-the-end';
  return now < low ? 'before-the-beginning' : undefined;
};

const readingOf = ({ topic, partition, dealt, through }: Part, end: number): Reading => ({ topic, partition, dealt, through, end });

/** Looks now and then how far there is to go: whether anything stands still, whether a topic is another one, and how far resting partitions have come. */
export class Watch {
  readonly #hearing: Hearing;
  readonly #beginnings: Beginnings;
  readonly #since: number;
  readonly #ending = new AbortController();
  #standing: readonly Standing[] = [];
  #readings: readonly Reading[] = [];
  #movedAt: number;
  #passed = 0;
  #hasTold = false;
  #running: Promise<void> | undefined;
  /** The ends of the last look. */
  ends: AllEnds = new Map();

  constructor(hearing: Hearing, beginnings: Beginnings) {
    this.#hearing = hearing;
    this.#beginnings = beginnings;
    this.#since = hearing.options.clock.now();
    this.#movedAt = this.#since;
  }

  start(): void {
    this.#running = this.#go();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
  }

  /** The partitions that have something unread and do not move. */
  get standing(): readonly Standing[] {
    return this.#standing;
  }

  async #go(): Promise<void> {
    const { timing } = this.#hearing;
    const { signal } = this.#ending;
    while (!signal.aborted) {
      await this.#look().catch((error: unknown) => {
        tellFailure(this.#hearing, error);
      });
      await pause(timing.lookEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const { assignment, topics, ends, places } = this.#hearing;
    const dealt = new Map(assignment.parts.map((part) => [part, part.dealt]));
    const settled = new Map(topics.map((topic) => [topic, assignment.settledIn(topic)]));
    this.ends = await this.#within(ends.ask());
    if (assignment.isShared && assignment.generation > 0) assignment.know(await places.read(topics));
    const asked = this.ends;
    const endsOf = ({ topic, partition }: Part): Ends | undefined => asked.get(topic)?.[partition];
    this.#doubtAny(dealt, endsOf);
    for (const part of assignment.parts) this.#raise(part, endsOf(part), settled.get(part.topic) ?? 0);
    this.#tellStalled(endsOf);
    await this.#writeDownResting();
    await this.#passOn();
    this.#hearing.onMoved();
  }

  // Of what is asked while the connection is broken there may never be an answer.
  async #within<T>(asked: Promise<T>): Promise<T> {
    const limit = pause(this.#hearing.timing.stalledAfterMs, undefined, { signal: this.#ending.signal, ref: false }).then(
      () => Promise.reject(new Error('No broker says how far there is to go.')),
      () => Promise.reject(new Error('It was stopped.')),
    );
    return Promise.race([asked, limit]);
  }

  #doubtAny(dealt: ReadonlyMap<Part, number>, endsOf: (part: Part) => Ends | undefined): void {
    const doubted = this.#hearing.assignment.parts.flatMap((part) => {
      const [before, ends] = [dealt.get(part) ?? -1, endsOf(part)];
      const doubt = part.status === 'reading' && before >= 0 && ends !== undefined ? doubtOf(before, part.dealt, ends) : undefined;
      return doubt === undefined ? [] : [{ part, doubt }];
    });
    if (doubted.length > 0) this.#beginnings.doubted(doubted);
  }

  // All that was published before this look began is before the ends that were asked for: who is there has dealt with it.
  #raise(part: Part, ends: Ends | undefined, settled: number): void {
    if (ends !== undefined && part.status === 'reading' && part.dealt >= ends.high) part.through = Math.max(part.through, settled);
  }

  #tellStalled(endsOf: (part: Part) => Ends | undefined): void {
    const { assignment, options, timing, subscriber } = this.#hearing;
    const now = options.clock.now();
    const readings = assignment.parts.filter((part) => !part.waitsForOwner).map((part) => readingOf(part, endsOf(part)?.high ?? 0));
    this.#standing = standing(this.#standing, readings, now);
    this.#movedAt = lastMoved(this.#readings, readings, { now, movedAt: this.#movedAt });
    this.#readings = readings;
    const stalled = isStalled(this.#standing, { now, movedAt: this.#movedAt }, timing);
    const neverJoined = assignment.generation === 0 && now - this.#since >= timing.stalledAfterMs;
    if (this.#hasTold || (stalled.length === 0 && !neverJoined)) return;
    this.#hasTold = true;
    options.onStalled({ group: subscriber.group, partitions: stalled });
  }

  async #writeDownResting(): Promise<void> {
    const { assignment, options, timing } = this.#hearing;
    const rested = options.clock.now() - timing.restingPlaceEveryMs;
    for (const part of assignment.parts) if (part.writtenAt <= rested) await writeDown(this.#hearing, part);
  }

  async #passOn(): Promise<void> {
    const { assignment, topics, subscriber } = this.#hearing;
    const through = Math.min(...topics.map((topic) => assignment.throughOf(topic)));
    if (through <= this.#passed) return;
    await subscriber.passed(through);
    this.#passed = through;
  }
}
