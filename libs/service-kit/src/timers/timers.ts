import { derivedId, execute, streamOf, type Aggregate, type CommandContext, type Execution } from '@rms/event-sourcing';
import type { Copy, CopyDocument, DocumentStore } from '@rms/read-models';

/** A copy of an aggregate that says when it must be woken: a civil date, or an instant in UTC. Empty when nothing is to come. */
export interface Sleeper extends CopyDocument {
  readonly wakeAt: string;
}

/** Dates on which the aggregates of one kind must notice something. */
export interface Timers {
  readonly name: string;
  /** The earliest date or instant after an instant at which something is to be woken; `undefined` when nothing is. */
  next(after: string): Promise<string | undefined>;
  /** Wakes everything that is due by the clinical clock, earliest first. Answers how many recorded something. */
  wakeDue(): Promise<number>;
}

export interface TimersParts<State, Command, Event extends { readonly type: string }, Refusal extends string, D extends Sleeper> {
  readonly execution: Execution;
  readonly aggregate: Aggregate<State, Command, Event, Refusal>;
  readonly documents: DocumentStore;
  /** Its indexes name `wakeAt` first. */
  readonly copy: Copy<D>;
  /** The command by which the aggregate looks at the date. It must be safe to give twice. */
  readonly notice: (sleeper: D) => Command | Promise<Command>;
}

const atOnce = 500;

/** Nobody stands behind a date: the policy acts for itself. A date is noticed once, however many instances look at it. */
const contextOf = (kind: string, sleeper: Sleeper, stream: string): CommandContext => {
  const commandId = derivedId(sleeper._id, `${kind} noticed ${sleeper.wakeAt} after ${String(sleeper.published)}`);
  return {
    commandId,
    actor: { kind: 'policy', id: `${stream.slice(0, stream.indexOf('.'))}.notice-the-date`, role: 'policy' },
    trust: sleeper.trust,
    correlationId: commandId,
  };
};

/**
 * Timers over one copy. A date is in the aggregate's state; the copy is only its index, so waking too early or twice changes
 * nothing. Throws when a command is refused: a date that cannot be noticed must not be passed over in silence.
 */
export const timersOver = <
  State,
  Command extends { readonly type: string },
  Event extends { readonly type: string },
  Refusal extends string,
  D extends Sleeper,
>({
  execution,
  aggregate,
  documents,
  copy,
  notice,
}: TimersParts<State, Command, Event, Refusal, D>): Timers => {
  const sleepers = () => documents.collection<D>(copy.name);
  const first = async (bound: Readonly<Record<string, string>>, limit: number): Promise<readonly D[]> => {
    const found: D[] = [];
    for (const trust of await documents.trustsOf(copy.name))
      found.push(...(await sleepers().find(trust, { wakeAt: bound }, { sort: { wakeAt: 1 }, limit })));
    return found.sort((a, b) => (a.wakeAt < b.wakeAt ? -1 : 1));
  };
  const wake = async (sleeper: D): Promise<boolean> => {
    const stream = streamOf(aggregate, sleeper._id);
    const context = contextOf(aggregate.name, sleeper, stream);
    const outcome = await execute(execution, aggregate, { id: sleeper._id, command: await notice(sleeper), context });
    if (!outcome.accepted) throw new Error(`${stream} could not notice ${sleeper.wakeAt}: ${outcome.refusal}`);
    return outcome.events.length > 0 && !outcome.repeated;
  };
  return {
    name: `${aggregate.service}.${aggregate.name}`,
    next: async (after) => (await first({ $gt: after }, 1))[0]?.wakeAt,
    wakeDue: async () => {
      let woken = 0;
      for (const sleeper of await first({ $gt: '', $lte: execution.now() }, atOnce)) if (await wake(sleeper)) woken += 1;
      return woken;
    },
  };
};
