import type { DataOf, Limit, pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging';
import type { DecisionCopy, FollowUpCopy, ReadingCopy } from '../copies/follow-ups.projection.js';
import { decisionWords } from '../patient-page/timeline.js';
import { capital, instant } from '../words.js';
import { knownAt } from './known-at.projection.js';
import type { PersonMessages } from './person-messages.js';
import { nameIn, sinceWords } from './since-words.js';
import { Results, resultsBehind, sinceDecision, type Since } from './since.projection.js';
import { reportWords, resultName } from './state-words.js';

/** A result as it stood when something was decided, and what became of it. */
export interface RestedOn {
  readonly result: string;
  readonly name: string;
  /** The version that could be seen then. */
  readonly words: string;
  readonly recorded: string;
  readonly at: string;
  readonly since: string | undefined;
}
/** One decision with everything that it rested on. */
export interface DecisionRow {
  readonly at: string;
  readonly when: string;
  readonly by: string;
  readonly what: string;
  readonly reason: string;
  readonly protocol: { readonly id: string; readonly version: number; readonly title: string };
  readonly limit: string;
  readonly reading: string | undefined;
  readonly restedOn: readonly RestedOn[];
  /** What was not so, or could not be known yet. */
  readonly mark: string | undefined;
}
type NameOf = (actor: string) => string;

const restedOn = (results: Results, result: string, at: string): readonly RestedOn[] => {
  const version = results.versionAt(result, at);
  if (version === undefined) return [];
  const since = results.since(result, at);
  return [
    {
      result,
      name: resultName(version.report),
      words: reportWords(version.report),
      recorded: instant(version.recordedAt),
      at,
      since: since === undefined ? undefined : sinceWords(since),
    },
  ];
};

const markOf = (since: Since | undefined): string | undefined => {
  if (since === undefined) return undefined;
  return since.kind === 'came-later'
    ? `The ${nameIn(since)} could not be known. ${sinceWords(since)}`
    : `${nameIn(since)}: ${sinceWords(since)}`;
};

// A report is read by its code; a value before the first lowest one is known has no limit yet.
const limitWords = (limit: Limit | undefined, reading: ReadingCopy | undefined): string =>
  limit === undefined
    ? reading?.reading.startsWith('report-') === true
      ? 'none: read by its code'
      : 'none was in force'
    : `${limit.value.toFixed(2)} ${limit.unit}, ${limit.source === 'personal' ? 'personal' : 'the protocol’s'}`;

interface Asked {
  readonly person: PersonMessages;
  readonly results: Results;
  readonly nameOf: NameOf;
}
const decisionRow = ({ person, results, nameOf }: Asked, followUp: FollowUpCopy, decision: DecisionCopy): DecisionRow => {
  const { at, result, reason, sentence } = decision;
  const then = knownAt(person, at)?.followUps.find((one) => one._id === followUp._id) ?? followUp;
  const { protocol, version, title } = then.protocol;
  const read = then.readings[result ?? ''];
  return {
    at,
    when: instant(at, 'second'),
    by: nameOf(`person:${decision.person}`),
    what: capital(decisionWords(decision.decision)),
    reason,
    protocol: { id: protocol, version, title },
    limit: limitWords(read?.limit ?? then.limit, read),
    reading: sentence === '' ? undefined : sentence,
    restedOn: result === undefined ? [] : restedOn(results, result, at),
    mark: markOf(sinceDecision(results, decision)),
  };
};

/** Every decision that was recorded by an instant, newest first, with the result it was about in the version that could be seen. */
export const decisionRows = (person: PersonMessages, at: string, nameOf: NameOf): readonly DecisionRow[] => {
  const asked: Asked = { person, results: new Results(person), nameOf };
  return (knownAt(person, at)?.followUps ?? [])
    .flatMap((followUp) => followUp.decisions.map((decision) => decisionRow(asked, followUp, decision)))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
};

type Resting = Partial<DataOf<typeof pathway.resultReviewed> & DataOf<typeof pathway.recallRequested>> & { readonly about?: string };

/** What became, after each act, of the result that it rested on: by the id of the event. */
export const marksOn = (person: PersonMessages): ReadonlyMap<string, string> => {
  const results = new Results(person);
  const behind = resultsBehind(person);
  const resultOf = ({ data }: Message): string | undefined => {
    const { result, review, recall, about } = data as Resting;
    return result ?? behind.get(review ?? '') ?? behind.get(recall ?? '') ?? behind.get(about ?? '');
  };
  const isAct = (message: Message): boolean => !/^(registration|results)\./.test(message.type);
  return new Map(
    [...person.streams.values()]
      .flat()
      .filter(isAct)
      .flatMap((message) => {
        const result = resultOf(message);
        const since = result === undefined ? undefined : results.since(result, message.time);
        if (since === undefined || since.kind === 'came-later') return [];
        return [[message.id, `Rested on the ${nameIn(since)}. ${sinceWords(since)}`] as const];
      }),
  );
};
