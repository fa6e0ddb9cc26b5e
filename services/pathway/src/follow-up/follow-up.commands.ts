import { derivedId, execute, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import { present, regionWide } from '@rms/nhs';
import type { Copies } from '@rms/read-models';
import { inForce, protocols } from '../protocol/protocols.projection.js';
import { knownOfAPatient } from '../what-is-known-of-a-patient/known-of-a-patient.js';
import { followUp } from './follow-up.aggregate.js';
import type { Calendar, FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';
import type { FollowUpRefusal } from './follow-up.refusal.js';

export const pathwayCommandsToken = Symbol('pathway commands');
export type FollowUpOutcome = Outcome<FollowUpEvent, FollowUpRefusal>;
type StartCommand = Extract<FollowUpCommand, { readonly type: 'StartFollowUp' }>;
/** What a person says when starting; the rest is known. */
export type StartOrder = Pick<StartCommand, 'anchorOn' | 'stream' | 'team' | 'answers'> & {
  readonly patient: string;
  readonly protocol: string;
  readonly version: number;
  readonly personalLimit?: NonNullable<StartCommand['personalLimit']>;
};

/** Commands of people, on whatever adapters. */
export interface PathwayCommands {
  /** `undefined` for a patient or protocol this trust does not have; `version-moved` when another version came into force meanwhile. */
  start(order: StartOrder, context: CommandContext): Promise<FollowUpOutcome | undefined | 'version-moved'>;
  give(command: FollowUpCommand & { readonly followUp: string }, context: CommandContext): Promise<FollowUpOutcome>;
  /** Today, and the days on which a trust does not work. */
  calendar(trust: string): Promise<Calendar>;
}

const startWith =
  (execution: Execution, read: Copies, calendar: PathwayCommands['calendar']): PathwayCommands['start'] =>
  async (order, context) => {
    const known = await knownOfAPatient(context.trust, order.patient, read);
    const held = await read.of(protocols).get(regionWide, order.protocol);
    const protocol = held === undefined ? undefined : inForce(held);
    if (known === undefined || protocol === undefined) return undefined;
    if (protocol.version !== order.version) return 'version-moved';
    const ended = known.followUps.filter((one) => one.protocol === order.protocol && one.phase === 'ended').length;
    const id = derivedId(known.patient, `follow-up ${String(ended)} by ${order.protocol}`);
    // After a merge he may be followed under another id: by one protocol nobody is followed twice at once.
    if (known.followUps.some((one) => one._id !== id && one.protocol === order.protocol && one.phase === 'active'))
      return { accepted: false, refusal: 'already-started' };
    const { patient: _, protocol: __, version: ___, ...said } = order;
    const command: StartCommand = {
      type: 'StartFollowUp',
      followUp: id,
      patient: known.patient,
      patientDied: known.died,
      protocol,
      calendar: await calendar(context.trust),
      results: known.results,
      toldElsewhere: known.followUps.flatMap(({ told }) => told),
      ...present({ bornOn: known.bornOn }),
      ...said,
    };
    return execute(execution, followUp, { id, command, context: { ...context, patient: known.patient } });
  };

/** The commands on a history, the copies of a patient, and a calendar. */
export const pathwayCommands = (execution: Execution, read: Copies, calendar: PathwayCommands['calendar']): PathwayCommands => ({
  start: startWith(execution, read, calendar),
  calendar,
  give: (command, context) => execute(execution, followUp, { id: command.followUp, command, context }),
});
