import type { Execution } from '@rms/event-sourcing';
import { identifiersOf, parseMessage, routeOf, type Route } from '@rms/hl7';
import {
  controlIdConflict,
  usableIdentifiers,
  waitingKey,
  type Arrived,
  type Conclusion,
  type Feed,
  type IntakeLog,
  type Problem,
} from '@rms/intake';
import { londonDateOf, parseInstant, type CivilDate } from '@rms/nhs';
import type { Copies } from '@rms/read-models';
import { lookalike, type KnownPerson } from '../who-is-known/known-people.js';
import { readOru, type OruProblem, type OruReading } from './read-oru.reading.js';
import { ofWhichSample, recordReport } from './record-report.js';
import { doubtAboutWho, likenessIn, matchedBy, type Matched } from './whose-result-it-is.js';

export interface ActingParts {
  readonly execution: Execution;
  readonly copies: Copies;
  readonly key: Uint8Array;
  readonly log: Pick<IntakeLog, 'message'>;
  readonly feedOf: (id: string) => Feed | undefined;
  readonly quarantine: (message: Arrived, problem: Problem) => Promise<Conclusion>;
  /** Was the message held by one of these rules, and did a person have it read again? */
  readonly wasReadAgainFor: (message: Arrived, rules: readonly string[]) => Promise<boolean>;
}

const receivedOn = ({ receivedAt }: Arrived): CivilDate => {
  const instant = parseInstant(receivedAt);
  if (instant === undefined) throw new Error(`The log says “${receivedAt}” of when a message came.`);
  return londonDateOf(instant);
};

/** What one observation came to at one trust. */
type Came = 'news' | 'known' | Problem;
interface Told {
  readonly message: Arrived;
  readonly feed: Feed;
  readonly by: string | undefined;
}
type UsableNumbers = ReturnType<typeof usableIdentifiers>;

const unused: Conclusion = { outcome: 'ignored', rule: 'type-not-used' };
const unreadable = (trust: string, sentence: string): Problem => ({ rule: 'unreadable', trust, sentence });
const contradiction = (trust: string): Problem => ({
  rule: 'identifiers-of-two-patients',
  trust,
  sentence: 'The numbers in the message belong to two different patients of one trust.',
});
const perhapsOurs = (trust: string, like: KnownPerson, problem: UsableNumbers['problems'][number] | undefined): Problem => ({
  rule: problem?.rule ?? 'identifier-missing',
  trust,
  patient: like.patient,
  sentence: `${problem?.sentence ?? 'The message names no number of the patient.'} By name and date of birth it may be about a patient of this trust.`,
});

/** Brings about what a laboratory message says, at every trust its feed may report to where the patient is registered. Twice is as once. */
export class ActOnOru {
  constructor(private readonly parts: ActingParts) {}

  // A stranger's message, which is nearly every message of a hospital, costs its route and its identifiers and nothing more.
  async handle(message: Arrived, by?: string): Promise<Conclusion> {
    const feed = this.parts.feedOf(message.feed);
    const route = routeOf(message.bytes);
    if (feed === undefined || !route.ok || route.type !== 'ORU' || route.trigger !== 'R01') return unused;
    const numbers = usableIdentifiers(identifiersOf(message.bytes, route), feed.feed);
    const matched = await matchedBy(feed, numbers.identifiers, this.parts.copies);
    if (matched === 'identifiers-of-two-patients') return this.parts.quarantine(message, contradiction(feed.trusts[0] ?? ''));
    return matched.length > 0 ? this.#report({ message, feed, by }, matched, route) : this.#stranger(message, feed, numbers);
  }

  // A number that is missing or fails its check may be a slip of the pen about somebody of ours: only then is more of it read.
  async #stranger(message: Arrived, feed: Feed, numbers: UsableNumbers): Promise<Conclusion> {
    const [problem] = numbers.problems;
    const isPlainStranger = problem === undefined && numbers.identifiers.length > 0;
    const slip = isPlainStranger ? undefined : await this.#slipOfThePen(message, feed, problem);
    if (slip !== undefined) return this.parts.quarantine(message, slip);
    return { outcome: 'ignored', rule: 'not-ours', waitsFor: numbers.identifiers.map((number) => waitingKey(this.parts.key, number)) };
  }

  async #slipOfThePen(message: Arrived, feed: Feed, problem: UsableNumbers['problems'][number] | undefined): Promise<Problem | undefined> {
    const likeness = likenessIn(message);
    if (likeness === undefined) return undefined;
    for (const trust of feed.trusts) {
      const like = await lookalike(trust, likeness, this.parts.copies);
      if (like !== undefined) return perhapsOurs(trust, like, problem);
    }
    return undefined;
  }

  async #report(told: Told, matched: readonly Matched[], route: Route): Promise<Conclusion> {
    const { message, feed } = told;
    const trust = matched[0]?.trust ?? '';
    const parsed = parseMessage(message.bytes);
    if (!parsed.ok) return this.parts.quarantine(message, unreadable(trust, 'The message cannot be read.'));
    const doubt =
      doubtAboutWho(message, { parsed, route }, matched) ?? (await controlIdConflict(this.parts.log, message, { trust, by: told.by }));
    if (doubt !== undefined) return this.parts.quarantine(message, doubt);
    const reading = readOru(parsed, feed, receivedOn(message));
    if (reading === undefined) return this.parts.quarantine(message, unreadable(trust, 'The message has no readable time in MSH-7.'));
    const came = await this.#recordAll(told, matched, reading);
    return this.#conclude(message, { trust, came, problems: reading.problems });
  }

  async #recordAll({ message, feed, by }: Told, matched: readonly Matched[], reading: OruReading): Promise<readonly Came[]> {
    const isFoundOut = by !== undefined && (await this.parts.wasReadAgainFor(message, [ofWhichSample]));
    const came: Came[] = [];
    for (const at of matched)
      for (const observation of reading.observations)
        came.push(await recordReport(this.parts, at, { message, feed, observation, messageAt: reading.messageAt, isFoundOut }));
    return came;
  }

  async #conclude(
    message: Arrived,
    read: { readonly trust: string; readonly came: readonly Came[]; readonly problems: readonly OruProblem[] },
  ): Promise<Conclusion> {
    const held: Conclusion[] = [];
    const unclear = read.came.filter((one) => typeof one === 'object');
    for (const problem of [...read.problems, ...unclear])
      held.push(await this.parts.quarantine(message, { trust: read.trust, ...problem }));
    const waiting = held.find((conclusion) => conclusion.outcome === 'quarantined');
    if (waiting !== undefined) return waiting;
    if (read.came.includes('news')) return { outcome: 'applied' };
    if (read.came.includes('known')) return { outcome: 'superseded', rule: 'already-known' };
    return held[0] ?? { outcome: 'ignored', rule: 'codes-not-used' };
  }
}
