import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@rms/event-sourcing';
import { openMllpSender, readAcknowledgement } from '@rms/hl7';
import { addDays, addMonths, daysBetween, instantOf, londonDateOf, millisOf, parseCivilDate, parseInstant, type CivilDate } from '@rms/nhs';
import { starterProtocols } from '@rms/protocols/starters';
import { regionOf, type Happening, type SyntheticRegion } from '@rms/synthetic-region';
import type { StartedNode } from '../node/start-node.js';
import { OwnersDoors } from './owners-doors.js';
import { Rounds } from './rounds.js';
import { startFollowUp } from './start-of-a-follow-up.js';

export type Progress = (done: number, of: number) => void;

/** How many invented people the demonstration has besides those it tells of by name. */
export const patientsOfTheRegion = 128;

const placeFile = (node: StartedNode): string => join(node.directory.path, 'region-lived-through.json');
const livedThrough = (node: StartedNode): CivilDate | undefined => {
  if (!existsSync(placeFile(node))) return undefined;
  return parseCivilDate((JSON.parse(readFileSync(placeFile(node), 'utf8')) as { readonly through: string }).through);
};
const remember = (node: StartedNode, through: CivilDate): void => {
  writeFileSync(`${placeFile(node)}.unfinished`, JSON.stringify({ through }));
  renameSync(`${placeFile(node)}.unfinished`, placeFile(node));
};

const dateOf = (instant: string): CivilDate => {
  const parsed = parseInstant(instant);
  if (parsed === undefined) throw new Error('the clock gives no date');
  return londonDateOf(parsed);
};

/** The region as the directory's birth has it: the same however often its telling is broken off. */
const regionOfThe = (node: StartedNode): SyntheticRegion =>
  regionOf({
    seed: 'a training region',
    today: dateOf(node.directory.birth.bornAt),
    patients: patientsOfTheRegion,
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

const rememberedEveryDays = 30;
const evening = (date: CivilDate): number => millisOf(instantOf(`${date}T18:30:00`, 'Europe/London'));

/**
 * Lives through three years of the region, day by day under the training clock: what its hospitals send comes through the real
 * door, nurses start follow-ups and the staff deal with what waits. Safe to break off: the next start goes on some days before.
 */
export const liveThroughTheRegion = async (node: StartedNode, onProgress: Progress): Promise<void> => {
  const region = regionOfThe(node);
  const days = byDay(region);
  const doors = new OwnersDoors(node);
  const rounds = new Rounds(doors, region.today);
  const door = sendsThroughTheDoor(node);
  const length = daysBetween(region.from, region.today);
  const happens = async (happening: Happening): Promise<void> => {
    if (happening.kind === 'message') await door.send(happening.bytes);
    else await startFollowUp(doors, happening);
  };
  const live = async (day: CivilDate): Promise<void> => {
    for (const happening of days[day] ?? []) {
      const at = Date.parse(happening.at);
      if (at > node.clock.now()) await node.passTime(at);
      await happens(happening);
    }
    if (evening(day) > node.clock.now()) await node.passTime(evening(day));
    await rounds.of(day);
    await node.quiet();
  };
  const from = livedThrough(node) ?? region.from;
  for (let day = from; day < region.today; day = addDays(day, 1)) {
    await live(day);
    const lived = daysBetween(region.from, day) + 1;
    if (lived % rememberedEveryDays === 0) remember(node, day);
    onProgress(lived, length);
  }
  if (systemClock.now() > node.clock.now()) await node.passTime(systemClock.now());
  remember(node, region.today);
  await door.close();
};

/** Where the training clock of a demonstration begins: on the first morning of its three years. */
export const beginningOf = (bornAt: string): number => Date.parse(`${addMonths(dateOf(bornAt), -36)}T05:00:00.000Z`);
