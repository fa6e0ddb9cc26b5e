import { derivedId, execute, keyedId, type Execution } from '@rms/event-sourcing';
import { countSegments, identifiersOf, parseMessage, routeOf, type ParsedMessage, type Route } from '@rms/hl7';
import {
  isSamePerson,
  likenessOf,
  usableIdentifiers,
  type Arrived,
  type Feed,
  type Identifier,
  type IntakeLog,
  type Likeness,
  type OutcomeRecord,
  type Problem,
} from '@rms/intake';
import type { Copies } from '@rms/read-models';
import { result } from '../result/result.aggregate.js';
import { lookalike, peopleWith, type KnownPerson } from '../who-is-known/known-people.js';
import { readOru, type ReadObservation, type ResultKey } from './read-oru.reading.js';

type Outcome = Omit<OutcomeRecord, 'receipt'>;

export interface ActingParts {
  readonly execution: Execution;
  readonly copies: Copies;
  readonly key: Uint8Array;
  readonly log: Pick<IntakeLog, 'message'>;
  readonly feedOf: (id: string) => Feed | undefined;
  readonly quarantine: (message: Arrived, problem: Problem) => Promise<Outcome>;
}

interface Told {
  readonly message: Arrived;
  readonly feed: Feed;
  readonly by: string | undefined;
}
interface Matched {
  readonly trust: string;
  readonly person: KnownPerson;
}
const keyOf = (number: Identifier): string => `${number.authority}|${number.id}`;
type Written = { readonly fresh: boolean };

/** Under which key a stranger's message waits for somebody with this number. */
export const waitingKey = (key: Uint8Array, number: Identifier): string => keyedId(key, 'waiting', number.authority, number.id);

/** The usable numbers of a message, from its route and identifiers alone. */
export const numbersIn = (message: Pick<Arrived, 'bytes'>, feed: string): readonly Identifier[] => {
  const route = routeOf(message.bytes);
  return route.ok ? usableIdentifiers(identifiersOf(message.bytes, route), feed).identifiers : [];
};

/** Brings about what a laboratory message says, at every trust its feed may report to where the patient is registered. Twice is as once. */
export class ActOnOru {
  constructor(private readonly parts: ActingParts) {}

  // A stranger's message, which is nearly every message of a hospital, costs its route and its identifiers and nothing more.
  async handle(message: Arrived, by?: string): Promise<Outcome> {
    const feed = this.parts.feedOf(message.feed);
    const route = routeOf(message.bytes);
    if (feed === undefined || !route.ok || route.type !== 'ORU' || route.trigger !== 'R01')
      return { outcome: 'ignored', rule: 'type-not-used' };
    const numbers = usableIdentifiers(identifiersOf(message.bytes, route), feed.feed);
    const matched = await this.#match(feed, numbers.identifiers);
    if (matched === 'contradiction')
      return this.parts.quarantine(message, {
        rule: 'identifiers-of-two-patients',
        trust: feed.trusts[0] ?? '',
        sentence: 'The numbers in the message belong to two different patients of one trust.',
      });
    if (matched.length > 0) return this.#report({ message, feed, by }, matched, route);
    return this.#stranger({ message, feed, by }, numbers);
  }

  async #match(feed: Feed, numbers: readonly Identifier[]): Promise<readonly Matched[] | 'contradiction'> {
    const matched: Matched[] = [];
    for (const trust of feed.trusts) {
      const found = await peopleWith(trust, numbers, this.parts.copies);
      if (found.length > 1) return 'contradiction';
      matched.push(...found.map((person) => ({ trust, person })));
    }
    return matched;
  }

  // A number that is missing or fails its check may be a slip of the pen about somebody of ours: only then is more of it read.
  async #stranger({ message, feed }: Told, numbers: ReturnType<typeof usableIdentifiers>): Promise<Outcome> {
    const waitsFor = numbers.identifiers.map((number) => waitingKey(this.parts.key, number));
    const [problem] = numbers.problems;
    if (problem === undefined && numbers.identifiers.length > 0) return { outcome: 'ignored', rule: 'not-ours', waitsFor };
    const likeness = this.#likenessIn(message);
    for (const trust of feed.trusts) {
      const like = likeness === undefined ? undefined : await lookalike(trust, likeness, this.parts.copies);
      if (like !== undefined) {
        return this.parts.quarantine(message, {
          rule: problem?.rule ?? 'identifier-missing',
          trust,
          patient: like.patient,
          sentence: `${problem?.sentence ?? 'The message names no number of the patient.'} By name and date of birth it may be about a patient of this trust.`,
        });
      }
    }
    return { outcome: 'ignored', rule: 'not-ours', waitsFor };
  }

  #likenessIn(message: Arrived): Likeness | undefined {
    const parsed = parseMessage(message.bytes);
    const pid = parsed.ok ? parsed.first('PID') : undefined;
    return pid === undefined ? undefined : likenessOf(pid);
  }

  async #report(told: Told, matched: readonly Matched[], route: Route): Promise<Outcome> {
    const { message, feed } = told;
    const parsed = parseMessage(message.bytes);
    const barrier = parsed.ok
      ? await this.#barrier(told, matched, { parsed, route })
      : { rule: 'unreadable', trust: feed.trusts[0] ?? '', sentence: 'The message cannot be read.' };
    if (barrier !== undefined || !parsed.ok)
      return this.parts.quarantine(
        message,
        barrier ?? { rule: 'unreadable', trust: feed.trusts[0] ?? '', sentence: 'The message cannot be read.' },
      );
    const reading = readOru(parsed, feed);
    const trust = matched[0]?.trust ?? '';
    if (reading === undefined)
      return this.parts.quarantine(message, { rule: 'unreadable', trust, sentence: 'The message has no readable time in MSH-7.' });
    const written: Written[] = [];
    for (const at of matched)
      for (const observation of reading.observations)
        written.push(await this.#record(at, { told, observation, messageAt: reading.messageAt }));
    return this.#conclude(told, { trust, problems: reading.problems, written });
  }

  async #conclude(
    { message }: Told,
    came: {
      readonly trust: string;
      readonly problems: readonly Pick<Problem, 'rule' | 'sentence' | 'sharedKey'>[];
      readonly written: readonly Written[];
    },
  ): Promise<Outcome> {
    const held: Outcome[] = [];
    for (const problem of came.problems) held.push(await this.parts.quarantine(message, { ...problem, trust: came.trust }));
    const waiting = held.find((outcome) => outcome.outcome === 'quarantined');
    if (waiting !== undefined) return waiting;
    if (came.written.some((one) => one.fresh)) return { outcome: 'applied' };
    if (came.written.length > 0) return { outcome: 'superseded', rule: 'already-known' };
    return held[0] ?? { outcome: 'ignored', rule: 'codes-not-used' };
  }

  async #barrier(
    { message, feed, by }: Told,
    matched: readonly Matched[],
    { parsed, route }: { readonly parsed: ParsedMessage; readonly route: Route },
  ): Promise<Problem | undefined> {
    const trust = matched[0]?.trust ?? '';
    const pid = parsed.first('PID');
    if (countSegments(message.bytes, route, 'PID') > 1)
      return { rule: 'several-patients', trust, sentence: 'The message is about more than one patient.' };
    const likeness = pid === undefined ? {} : likenessOf(pid);
    const stranger = matched.find(({ person }) => !isSamePerson(person.likeness, likeness));
    if (stranger !== undefined) {
      return {
        rule: 'identity-conflict',
        trust: stranger.trust,
        patient: stranger.person.patient,
        sentence:
          'The number is known, but fewer than two of name, date of birth, sex and postcode agree with the record. The result may be somebody else’s.',
      };
    }
    if (by !== undefined || message.conflictsWith === undefined || !(await this.#sameNumbersAs(message, message.conflictsWith, feed)))
      return undefined;
    return {
      rule: 'control-id-conflict',
      trust,
      sentence:
        'Another message of the same kind about the same patient came under the same control id within a day, with other content. One of them may be a mistake.',
    };
  }

  async #sameNumbersAs(message: Arrived, receipt: number, feed: Feed): Promise<boolean> {
    const other = await this.parts.log.message(receipt);
    const own = numbersIn(message, feed.feed).map(keyOf);
    return other !== undefined && numbersIn(other, feed.feed).some((number) => own.includes(keyOf(number)));
  }

  async #record(
    { trust, person }: Matched,
    report: { readonly told: Told; readonly observation: ReadObservation; readonly messageAt: string },
  ): Promise<Written> {
    const { message, feed } = report.told;
    const id = await this.#streamFor({ trust, person }, feed, report.observation.key);
    const command = {
      type: 'RecordReport',
      patient: person.patient,
      promotes: report.observation.promotes,
      version: {
        messageAt: report.messageAt,
        report: { ...report.observation.report, receipt: message.receipt, messageSha256: message.sha256 },
      },
    } as const;
    const context = {
      commandId: derivedId(message.id, `report ${id}`),
      actor: { kind: 'feed', id: feed.feed, role: 'feed' } as const,
      trust,
      patient: person.patient,
      correlationId: message.id,
      causationId: message.id,
    };
    const outcome = await execute(this.parts.execution, result, { id, command, context });
    if (!outcome.accepted) throw new Error(`A report was refused: ${outcome.refusal}`);
    return { fresh: outcome.events.length > 0 };
  }

  // A result keeps the stream it was born with: after a merge the same result is found under any record of the person.
  async #streamFor({ trust, person }: Matched, feed: Feed, key: ResultKey): Promise<string> {
    const ids = person.records.map((record) =>
      keyedId(this.parts.key, 'result', trust, record, feed.feed, key.filler, key.code, key.subId, key.sampled),
    );
    for (const id of ids) if ((await this.parts.execution.store.readStream(`results.result-${id}`)).length > 0) return id;
    return ids[0] ?? '';
  }
}
