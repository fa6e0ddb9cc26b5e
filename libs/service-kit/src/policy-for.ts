import { execute, streamOf, type Aggregate, type Execution } from '@rms/event-sourcing';
import type { Message } from '@rms/messaging';
import { present } from '@rms/nhs';
import type { Policy } from '@rms/read-models';
import { becauseOf } from './assembly.js';

/** A command for one aggregate, from a policy. `patient` where the stream may be new and is not about the message's own; `trust` where the message concerns several. */
export interface PolicyOrder<Command> {
  readonly id: string;
  readonly command: Command;
  readonly patient?: string;
  readonly trust?: string;
}
export interface PolicyWiring<State, Command, Event extends { readonly type: string }, Refusal extends string> {
  readonly execution: Execution;
  readonly aggregate: Aggregate<State, Command, Event, Refusal>;
  /** Refusals that mean there is nothing left to do. */
  readonly harmless?: readonly Refusal[];
  /** Refusals that mean somebody was quicker: the decision is made anew. */
  readonly overtaking?: readonly Refusal[];
}
/** What a policy decides; it reads and changes nothing. */
export interface PolicyDecision<Command> {
  readonly name: string;
  readonly on: readonly string[];
  readonly decide: (message: Message) => Promise<readonly PolicyOrder<Command>[]> | readonly PolicyOrder<Command>[];
}

const attempts = 5;
const isAmong = (refusals: readonly string[], refusal: string): boolean => refusals.includes(refusal);

/**
 * Makes a policy of a decision: each command is given once to the service's own aggregate, because of the message and on behalf
 * of whoever is behind it. Throws on any other refusal: the stream is then parked, for a person to look.
 */
export const policyFor = <
  State,
  Command extends { readonly type: string },
  Event extends { readonly type: string },
  Refusal extends string,
>(
  wiring: PolicyWiring<State, Command, Event, Refusal>,
): ((decision: PolicyDecision<Command>) => Policy) => {
  const { execution, aggregate, harmless = [], overtaking = [] } = wiring;

  const give = async (
    message: Message,
    name: string,
    { id, command, patient, trust = message.trust }: PolicyOrder<Command>,
  ): Promise<'done' | 'overtaken'> => {
    const target = { stream: streamOf(aggregate, id), trust, ...present({ patient: patient ?? message.patient }) };
    const context = becauseOf(message, { service: aggregate.service, name }, target);
    const outcome = await execute(execution, aggregate, { id, command, context });
    if (outcome.accepted || isAmong(harmless, outcome.refusal)) return 'done';
    if (isAmong(overtaking, outcome.refusal)) return 'overtaken';
    throw new Error(`${command.type} was refused: ${outcome.refusal}`);
  };

  return ({ name, on, decide }) => ({
    name,
    on,
    react: async (message) => {
      for (let n = 0; n < attempts; n += 1) {
        const given: ('done' | 'overtaken')[] = [];
        for (const order of await decide(message)) given.push(await give(message, name, order));
        if (!given.includes('overtaken')) return;
      }
      throw new Error(`others were quicker ${String(attempts)} times in a row`);
    },
  });
};
