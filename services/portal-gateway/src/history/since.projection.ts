import type { DataOf, pathway, Report } from '@rms/contracts';
import { results, type ResultCopy, type ToldReport } from '../copies/results.projection.js';
import { copiesOf, type PersonMessages } from './person-messages.js';
import { stands, wasTakenBy } from './true-at.projection.js';

/** What became of a result after somebody could have seen it as it was at an instant. */
export interface Since {
  readonly kind: 'corrected' | 'taken-back' | 'came-later' | 'another-patient' | 'another-record';
  /** When that was recorded. */
  readonly at: string;
  readonly was: ToldReport | undefined;
  readonly now: ToldReport | undefined;
}

const reportsBy = (copy: ResultCopy, at: string): readonly ToldReport[] => copy.reports.filter((told) => told.recordedAt <= at);
const saysSame = (a: Report, b: Report): boolean => JSON.stringify([a.value, a.status]) === JSON.stringify([b.value, b.status]);

const stood = ({ report }: ToldReport): boolean => !['withdrawn', 'deleted', 'not-obtained'].includes(report.status);
const becameOf = (was: ToldReport, now: ToldReport): Since | undefined => {
  if (!stood(now)) return stood(was) ? { kind: 'taken-back', at: now.recordedAt, was, now } : undefined;
  return saysSame(was.report, now.report) ? undefined : { kind: 'corrected', at: now.recordedAt, was, now };
};
const cameLater = (now: ResultCopy, at: string): Since | undefined => {
  if (!stands(now) || !wasTakenBy(now, at)) return undefined;
  return { kind: 'came-later', at: now.reports[0]?.recordedAt ?? '', was: undefined, now: now.reports.at(-1) };
};

/** Everything that is known of a person's results, to be asked what changed. */
export class Results {
  readonly #now: readonly ResultCopy[];

  constructor(private readonly person: PersonMessages) {
    this.#now = copiesOf(results, person, () => true);
  }

  /** The report that stood at an instant. */
  versionAt(result: string, at: string): ToldReport | undefined {
    const copy = this.#now.find((one) => one._id === result);
    return copy === undefined ? undefined : reportsBy(copy, at).at(-1);
  }

  /** What became of a result since an instant; `undefined` where it stands as it stood. */
  since(result: string, at: string): Since | undefined {
    const now = this.#now.find((one) => one._id === result);
    const last = now?.reports.at(-1);
    if (now === undefined || last === undefined) return undefined;
    const was = reportsBy(now, at).at(-1);
    if (!this.person.records.includes(now.patient)) return { kind: 'another-patient', at: this.#movedAt(result, at), was, now: undefined };
    return was === undefined ? cameLater(now, at) : becameOf(was, last);
  }

  /** The same, for somebody who could see only these records of the person then. */
  sinceUnder(records: readonly string[], result: string, at: string): Since | undefined {
    const lay = copiesOf(results, this.person, (message) => message.time <= at).find((copy) => copy._id === result);
    if (lay === undefined || records.includes(lay.patient)) return this.since(result, at);
    return {
      kind: 'another-record',
      at: this.#movedAt(result, at),
      was: lay.reports.at(-1),
      now: this.#now.find((copy) => copy._id === result)?.reports.at(-1),
    };
  }

  /** Results whose sample had been taken by an instant, and of which nobody could have known then. */
  cameAfter(at: string): readonly string[] {
    return this.#now.filter((copy) => this.since(copy._id, at)?.kind === 'came-later').map((copy) => copy._id);
  }

  #movedAt(result: string, after: string): string {
    const moves = (this.person.streams.get(`${results.of}-${result}`) ?? []).filter(
      (message) => message.type === 'results.result-reassigned.v1',
    );
    return moves.find((message) => message.time > after)?.time ?? '';
  }
}
/** Which result a review or a recall is about, from everything that was ever said of it. */
export const resultsBehind = (person: PersonMessages): ReadonlyMap<string, string> => {
  const behind = new Map<string, string>();
  for (const message of [...person.streams.values()].flat()) {
    if (message.type === 'pathway.review-opened.v1') {
      const { review, result } = message.data as DataOf<typeof pathway.reviewOpened>;
      if (result !== undefined) behind.set(review, result);
    }
    if (message.type === 'pathway.recall-requested.v1') {
      const { recall, review } = message.data as DataOf<typeof pathway.recallRequested>;
      const result = behind.get(review);
      if (result !== undefined) behind.set(recall, result);
    }
  }
  return behind;
};

/** What a decision rested on that was not so, or could not be known when it was made. */
export const sinceDecision = (
  known: Results,
  { result, at }: { readonly result?: string | undefined; readonly at: string },
): Since | undefined => {
  const own = result === undefined ? undefined : known.since(result, at);
  const [late] = known.cameAfter(at);
  return own ?? (late === undefined ? undefined : known.since(late, at));
};
