import { present } from '@rms/nhs';
import { derivedId, execute, load, type Aggregate, type Execution } from '@rms/event-sourcing';
import type { Arrived, OutcomeRecord } from '../intake-log.js';
import type { Feed } from '../feed.js';
import { clipped } from '../reading/clipped.reading.js';
import type { QuarantineCommand, QuarantineEvent, QuarantineRefusal, QuarantineState } from './quarantine.decider.js';

export interface Problem {
  readonly rule: string;
  readonly sentence: string;
  readonly trust: string;
  readonly patient?: string;
  /** Messages with the same key wait for one decision; without one, each message waits for its own. */
  readonly sharedKey?: string;
}
export type QuarantineAggregate = Aggregate<QuarantineState, QuarantineCommand, QuarantineEvent, QuarantineRefusal>;

/** The id of a problem: one for each message, or one shared by all that wait for the same decision. */
export const problemId = (message: Arrived, problem: Pick<Problem, 'rule' | 'sharedKey'>): string =>
  problem.sharedKey === undefined
    ? derivedId(message.id, `held: ${problem.rule}`)
    : derivedId(message.feed, `held: ${problem.rule} ${problem.sharedKey}`);

/**
 * Holds a message for a person: a published fact from which alerting makes a task. Answers the message's outcome. Where a person
 * has already set a shared problem aside, such as a code that is no test of ours, nobody is asked again.
 */
export const holdMessage =
  (execution: Execution, quarantine: QuarantineAggregate, feedOf: (id: string) => Feed | undefined) =>
  async (message: Arrived, problem: Problem): Promise<Omit<OutcomeRecord, 'receipt'>> => {
    const id = problemId(message, problem);
    const { state, published } = await load(execution.store, quarantine, id);
    if (problem.sharedKey !== undefined && state.phase === 'settled' && state.decision === 'set-aside')
      return { outcome: 'ignored', rule: `${problem.rule}, set aside` };
    const held = {
      rule: problem.rule,
      sentence: clipped(problem.sentence, 2000),
      feed: message.feed,
      feedName: feedOf(message.feed)?.name ?? clipped(message.sender, 200),
      receipt: message.receipt,
      controlId: clipped(message.controlId, 200),
      messageType: clipped(message.type, 50),
      ...present({ patient: problem.patient }),
    };
    const context = {
      commandId: derivedId(message.id, `hold ${id} after ${String(published)}`),
      actor: { kind: 'feed', id: message.feed, role: 'feed' } as const,
      trust: problem.trust,
      correlationId: message.id,
      causationId: message.id,
    };
    const outcome = await execute(execution, quarantine, { id, command: { type: 'HoldMessage', held }, context });
    if (!outcome.accepted) throw new Error(`A message could not be held: ${outcome.refusal}`);
    return { outcome: 'quarantined', rule: problem.rule, sentence: held.sentence };
  };
