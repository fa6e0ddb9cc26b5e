import { instantText, systemClock } from '@rms/event-sourcing';
import { openMllpSender, readAcknowledgement } from '@rms/hl7';
import { addDays, addMonths, daysBetween, instantOf, londonDateOf, millisOf, parseInstant, type CivilDate } from '@rms/nhs';
import { starterProtocols } from '@rms/protocols/starters';
import { regionOf, type Happening, type SyntheticRegion } from '@rms/synthetic-region';
import type { StartedNode } from '../node/start-node.js';
import { hostOf } from './host.js';
import { OwnersDoors } from './owners-doors.js';
import { isWorked, Rounds } from './rounds/rounds.js';
import { startFollowUp } from './start-of-a-follow-up.js';
import { pauseFollowUp } from './pause-follow-up.js';
import { takeCall } from './take-a-call.js';

export type Progress = (done: number, of: number) => void;

export const seedOfTheRegion = 'a training region';

/** How many invented people the demonstration has besides those it tells of by name. */
export const patientsOfTheRegion = 132;

const dateOf = (instant: string): CivilDate => {
  const parsed = parseInstant(instant);
  if (parsed === undefined) throw new Error('the clock gives no date');
  return londonDateOf(parsed);
};

/** The region as the directory's birth has it: the same however often its telling is broken off. */
const regionOfThe = (node: StartedNode, patients: number): SyntheticRegion =>
  regionOf({
    seed: seedOfTheRegion,
    today: dateOf(node.directory.birth.bornAt),
    patients,
    protocols: starterProtocols,
  });

type Day = Readonly<Record<string, readonly Happening[]>>;
const byDay = ({ happenings }: SyntheticRegion): Day => Object.groupBy(happenings, ({ at }) => at.slice(0, 10)) as Day;

/** Sends one message through the real door. Throws when it is not taken. */
const sendsThroughTheDoor = (node: StartedNode) => {
  const [host = '', port = ''] = node.mllp.split(':');
  const sender = openMllpSender({ host, port: Number(port), timeoutMs: 10_000 });
  return {
    send: async (message: Uint8Array): Promise<void> => {
      const reply = await sender.send(message, { expectReply: true });
      const read = reply === undefined ? undefined : readAcknowledgement(reply);
      if (read?.ok !== true || !['AA', 'CA'].includes(read.code))
        throw new Error('The demonstration’s own door did not take one of its messages.');
    },
    close: () => sender.close(),
  };
};

const afternoon = (date: CivilDate): number => millisOf(instantOf(`${date}T16:45:00`, 'Europe/London'));

/** Does what happens, in the order of its times, each at its own moment of the clock. */
class Living {
  readonly #days: Day;
  readonly #doors: OwnersDoors;
  readonly #rounds: Rounds;
  readonly #door: ReturnType<typeof sendsThroughTheDoor>;

  constructor(
    private readonly node: StartedNode,
    region: SyntheticRegion,
  ) {
    this.#days = byDay(region);
    this.#doors = new OwnersDoors(hostOf(node));
    this.#rounds = new Rounds(this.#doors, region.today, () => this.node.quiet());
    this.#door = sendsThroughTheDoor(node);
  }

  // A day on which nothing comes and nothing waits for anybody is passed over: what falls due on it is noticed on the way to the next.
  async through(day: CivilDate): Promise<void> {
    for (const happening of this.#days[day] ?? []) {
      await this.#passTimeTo(Date.parse(happening.at));
      await this.#happens(happening);
    }
    await this.node.quiet();
    if (!isWorked(day) || !(await this.#rounds.areNeeded())) return;
    await this.#passTimeTo(afternoon(day));
    await this.#rounds.of(day);
    await this.node.quiet();
  }

  close(): Promise<void> {
    return this.#door.close();
  }

  async #passTimeTo(millis: number): Promise<void> {
    if (millis > this.node.clock.now()) await this.node.passTime(millis);
  }

  #happens(happening: Happening): Promise<unknown> {
    switch (happening.kind) {
      case 'message':
        return this.#door.send(happening.bytes);
      case 'start':
        return startFollowUp(this.#doors, happening);
      case 'pause':
        return pauseFollowUp(this.#doors, happening);
      case 'call':
        return takeCall(this.#doors, happening);
      default:
        return happening satisfies never;
    }
  }
}

/**
 * Lives through three years of the region, day by day under the training clock: what its hospitals send comes through the real
 * door, nurses start follow-ups and the staff deal with what waits. Safe to break off: the next start goes on with the day on
 * which the clock stands, and what was done of it already changes nothing.
 */
export const liveThroughTheRegion = async (node: StartedNode, onProgress: Progress, patients = patientsOfTheRegion): Promise<void> => {
  const region = regionOfThe(node, patients);
  const living = new Living(node, region);
  const length = daysBetween(region.from, region.today);
  for (let day = dateOf(instantText(node.clock.now())); day < region.today; day = addDays(day, 1)) {
    await living.through(day);
    onProgress(daysBetween(region.from, day) + 1, length);
  }
  if (systemClock.now() > node.clock.now()) await node.passTime(systemClock.now());
  await living.close();
};

/** Where the training clock of a demonstration begins: on the first morning of its three years. */
export const beginningOf = (bornAt: string): number => Date.parse(`${addMonths(dateOf(bornAt), -36)}T05:00:00.000Z`);
