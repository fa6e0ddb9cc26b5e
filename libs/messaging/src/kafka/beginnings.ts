import type { DoubtedPart, Part } from './assignment.js';
import type { AllEnds } from './broker-ends.js';
import { catchUp } from './catching-up.js';
import { tellFailure, untilDone, writeDown, type Hearing } from './hearing.js';
import { ownerOf } from './topics.js';
import { beginningOf, type Ends } from './where-to-begin.js';

const nothingHeld: Ends = { low: 0, high: 0 };
const endsOf = (ends: AllEnds, { topic, partition }: Part): Ends => ends.get(topic)?.[partition] ?? nothingHeld;

/** Where each partition is read from: from its place, or after its owner has been asked for what it cannot be relied on to bring. */
export class Beginnings {
  readonly #hearing: Hearing;
  #atWork: readonly Promise<void>[] = [];

  constructor(hearing: Hearing) {
    this.#hearing = hearing;
  }

  /** Partitions have been shared out. Nothing of them is read until it is known from where. */
  shared(partitions: Readonly<Record<string, readonly number[]>>): void {
    const { assignment } = this.#hearing;
    const generation = assignment.renew(partitions);
    this.#pause(assignment.parts);
    this.#work(this.#begin(generation));
  }

  /** A partition cannot be relied on: its owner is asked, and the others go on. */
  doubted(doubted: readonly DoubtedPart[]): void {
    const { assignment } = this.#hearing;
    for (const { part } of doubted) part.status = 'catching-up';
    this.#pause(doubted.map(({ part }) => part));
    for (const [topic, parts] of Map.groupBy(doubted, ({ part }) => part.topic)) this.#work(this.#ask(topic, parts, assignment.generation));
  }

  /** Resolves when nobody is being asked any more. */
  async quiet(): Promise<void> {
    await Promise.all(this.#atWork);
  }

  #work(work: Promise<void>): void {
    const told = work.catch((error: unknown) => {
      tellFailure(this.#hearing, error);
    });
    const atWork = told.then(() => {
      this.#atWork = this.#atWork.filter((each) => each !== atWork);
    });
    this.#atWork = [...this.#atWork, atWork];
  }

  #isWanted(generation: number): () => boolean {
    const { assignment, isStopping } = this.#hearing;
    return () => generation === assignment.generation && !isStopping();
  }

  async #begin(generation: number): Promise<void> {
    const { assignment, places, topics, ends } = this.#hearing;
    const isWanted = this.#isWanted(generation);
    const known = await untilDone(this.#hearing, isWanted, async () => {
      const asked = await ends.ask();
      return { ends: asked, places: await places.read(topics) };
    });
    if (known === undefined || !isWanted()) return;
    assignment.know(known.places);
    const doubted = assignment.parts.flatMap((part) => this.#goOn(part, endsOf(known.ends, part)));
    if (doubted.length > 0) this.doubted(doubted);
    this.#hearing.onMoved();
  }

  #goOn(part: Part, ends: Ends): readonly DoubtedPart[] {
    const place = this.#hearing.assignment.placeOf(part.topic, part.partition);
    const beginning = beginningOf(place, ends);
    part.through = place?.through ?? 0;
    if ('doubt' in beginning) {
      part.next = Number(place?.offset ?? -1);
      return [{ part, doubt: beginning.doubt }];
    }
    part.beginAt(beginning.at, part.through, beginning.looksBack);
    if (place !== undefined) part.wasWritten(place, this.#hearing.options.clock.now());
    this.#read(part);
    return [];
  }

  async #ask(topic: string, doubted: readonly DoubtedPart[], generation: number): Promise<void> {
    const { options, bringing, ends, onMoved } = this.#hearing;
    const isWanted = this.#isWanted(generation);
    // What is published while the owner is asked comes after these ends, or is passed over.
    const before = await untilDone(this.#hearing, isWanted, () => ends.ask());
    const history = options.histories.get(ownerOf(topic) ?? '');
    if (before === undefined || history === undefined) return;
    this.#tell(doubted, before);
    const parts = doubted.map(({ part }) => part);
    const isThere = await catchUp({
      history,
      parts,
      bring: (delivery) => bringing.bring(delivery, isWanted),
      onDealtWith: () => this.#writeDownNowAndThen(parts),
      isWanted,
      onAway: (error) => {
        tellFailure(this.#hearing, error);
      },
      pauseMs: this.#hearing.timing.ownerPauseMs,
    });
    if (!isThere) return;
    for (const part of parts) {
      part.beginAt(endsOf(before, part).low, part.through, false);
      await writeDown(this.#hearing, part);
      if (isWanted()) this.#read(part);
    }
    onMoved();
  }

  async #writeDownNowAndThen(parts: readonly Part[]): Promise<void> {
    const { options, timing } = this.#hearing;
    const due = options.clock.now() - timing.placeEveryMs;
    for (const part of parts) if (part.writtenAt <= due) await writeDown(this.#hearing, part);
  }

  #tell(doubted: readonly DoubtedPart[], ends: AllEnds): void {
    const { options, subscriber, counts } = this.#hearing;
    for (const { part, doubt } of doubted) {
      counts.incidents += 1;
      const { topic, partition, next, through } = part;
      options.onIncident({ group: subscriber.group, kind: doubt, topic, partition, expected: next, ends: endsOf(ends, part), through });
    }
  }

  #read({ topic, partition, next }: Part): void {
    const { consumer } = this.#hearing;
    consumer.seek({ topic, partition, offset: String(next) });
    consumer.resume([{ topic, partitions: [partition] }]);
  }

  #pause(parts: readonly Part[]): void {
    for (const [topic, those] of Map.groupBy(parts, (part) => part.topic))
      this.#hearing.consumer.pause([{ topic, partitions: those.map(({ partition }) => partition) }]);
  }
}
