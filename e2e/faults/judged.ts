import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { findings, openReviews, openTasks, type EventLine, type OutcomeLine } from '../durability/findings.js';
import { lettersAmiss, type LetterFact, type OnTheShelf } from '../durability/letters/letters-amiss.js';
import type { Done } from './life.js';
import type { RegionAtRisk } from './region-at-risk.mjs';

type Line = EventLine & LetterFact;

const linesOf = async <T>(region: RegionAtRisk, ...command: readonly string[]): Promise<readonly T[]> => {
  const { status, lines, err } = await region.rms(...command);
  if (status !== 0 && lines.length === 0) throw new Error(`rms ${command.join(' ')}: ${err}`);
  return lines.map((line) => JSON.parse(line) as T);
};

const shelf = ({ folder }: RegionAtRisk): readonly OnTheShelf[] => {
  const register = new DatabaseSync(join(folder, 'data', 'letters', 'loopback-carrier.db'), { readOnly: true });
  try {
    return register.prepare('SELECT key, times_given AS timesGiven FROM item ORDER BY number').all() as unknown as readonly OnTheShelf[];
  } finally {
    register.close();
  }
};

/** Each follow-up that a nurse was told is started stands in the history, and none twice. */
export const followUpsAmiss = (followed: readonly string[], events: readonly EventLine[]): readonly string[] => {
  const numbers = new Map(
    events.flatMap(({ type, stream, data }) =>
      type === 'PatientRegistered' ? [[stream.slice(-36), data.demographics?.nhsNumber ?? ''] as const] : [],
    ),
  );
  const started = events.filter(({ type }) => type === 'FollowUpStarted').map(({ data }) => numbers.get(data.patient ?? '') ?? '');
  return [
    ...followed.filter((number) => !started.includes(number)).map((number) => `follow-up of ${number} is missing`),
    ...started.filter((number, nth) => started.indexOf(number) !== nth).map((number) => `follow-up of ${number} was started twice`),
  ];
};

/** Reviews and tasks that do not go together, one sentence each. */
export const tasksAmiss = (events: readonly EventLine[]): readonly string[] => {
  const [reviews, tasks] = [openReviews(events), openTasks(events)];
  return [
    ...reviews.filter((review) => !tasks.includes(review)).map((review) => `open review ${review} is missing its task`),
    ...tasks.filter((about) => !reviews.includes(about)).map((about) => `a task is open about ${about}, which is settled`),
  ];
};

/** What the senders and the staff know to be done, held against what the region kept: everything that is wrong, one sentence each. */
export const amiss = async (region: RegionAtRisk, done: Done): Promise<readonly string[]> => {
  const outcomes = await linesOf<OutcomeLine>(region, 'outcomes', '--json');
  const events = await linesOf<Line>(region, 'events');
  return [
    ...findings(done.log, done, { outcomes, events }),
    ...followUpsAmiss(done.followed, events),
    ...tasksAmiss(events),
    ...lettersAmiss(events, shelf(region)),
  ];
};

/** Which of those say that something took effect more than once; the others say that something is not as it was promised. */
export const isDoubled = (finding: string): boolean => /\btwice\b|\b\d+ times\b|\b\d+ letters\b/.test(finding);
