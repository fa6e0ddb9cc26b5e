import type { Outcome } from '@rms/event-sourcing';

/** One reason why a form field was not taken. */
export interface FieldProblem {
  readonly field: string;
  readonly rule: string;
  readonly sentence: string;
}

/** A request that gets no effect: status, code and a sentence a person can act on. */
export class Refused extends Error {
  fields: readonly FieldProblem[] = [];
  constructor(
    readonly status: number,
    readonly code: string,
    readonly sentence: string,
  ) {
    super(`${code}: ${sentence}`);
    this.name = 'Refused';
  }

  /** The same refusal, naming the fields it is about. */
  because(fields: readonly FieldProblem[]): this {
    this.fields = fields;
    return this;
  }
}

/** A status and a sentence for each refusal of an aggregate. */
export type RefusalTable<Refusal extends string> = Readonly<Record<Refusal, readonly [status: number, sentence: string]>>;

/** Same words, status and body for a missing id and for another trust's. */
export const notFound = (): Refused => new Refused(404, 'not-found', 'There is no such record in your trust.');

/** Where a command left its stream: the next page waits until the view has come this far. */
export interface Receipt {
  readonly stream: string;
  readonly published: number;
  readonly repeated: boolean;
}

const shared: RefusalTable<'overtaken' | 'too-busy'> = {
  overtaken: [409, 'Something newer was recorded after you opened this page. Yours was not recorded.'],
  'too-busy': [503, 'Others are recording for the same patient at this moment. Nothing was recorded: try again.'],
};

/** The answer to a command, or the refusal as an error that becomes its HTTP status. */
export const answer = <Event, Refusal extends string>(outcome: Outcome<Event, Refusal>, table: RefusalTable<Refusal>): Receipt => {
  if (outcome.accepted) return { stream: outcome.stream, published: outcome.published, repeated: outcome.repeated };
  if (outcome.refusal === 'of-another-trust') throw notFound();
  const [status, sentence] = { ...table, ...shared }[outcome.refusal];
  throw new Refused(status, outcome.refusal, sentence);
};
