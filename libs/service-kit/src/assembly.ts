import {
  derivedId,
  type Actor,
  type ClinicalNow,
  type CommandContext,
  type EventStore,
  type Execution,
  type NewId,
} from '@rms/event-sourcing';
import { londonDateOf, parseInstant, present } from '@rms/nhs';
import { unpublishableBy, type Message, type OwnHistory, type PublishedHistory } from '@rms/messaging';
import type { CollectionSpec, ConsumerParts, DocumentStore } from '@rms/read-models';
import type { Tracing } from '@rms/telemetry';

/** What a service is assembled on, whatever the profile. */
export interface AssemblyPorts {
  readonly store: EventStore;
  /** Opens the service's read model. */
  readonly documents: (service: string, specs: readonly CollectionSpec[]) => DocumentStore;
  /** Published histories of every service that can be asked. */
  readonly histories: ReadonlyMap<string, PublishedHistory>;
  /** The clinical clock, as an ISO instant. */
  readonly now: ClinicalNow;
  readonly newId: NewId;
  readonly onIncident: ConsumerParts['onIncident'];
  /** Where what happens is told to whoever watches over the whole. */
  readonly tracing?: Tracing;
}

/** How a service carries out commands: nothing is recorded that its own published history could not tell. */
export const executionOn = ({ store, now }: Pick<AssemblyPorts, 'store' | 'now'>, history: Pick<OwnHistory, 'of'>): Execution => ({
  store,
  now,
  unpublishable: unpublishableBy(history),
});

/** Who acts in a policy, on whose behalf: the actor of the fact behind it. */
const policyActor = (service: string, policy: string, message: Message): Actor => ({
  kind: 'policy',
  id: `${service}.${policy}`,
  role: 'policy',
  onBehalfOf: message.onBehalfOf ?? message.actor,
});

/** The context of a command that a policy gives because of a published fact. Its id follows from the fact, the policy and the stream, so a repeat is a no-op. */
export const becauseOf = (
  message: Message,
  policy: { readonly service: string; readonly name: string },
  target: { readonly stream: string; readonly trust: string; readonly patient?: string },
): CommandContext => ({
  commandId: derivedId(message.id, `${policy.service}.${policy.name} ${target.stream}`),
  actor: policyActor(policy.service, policy.name, message),
  trust: target.trust,
  ...present({ patient: target.patient }),
  correlationId: message.correlationId,
  causationId: message.id,
  causeRecordedAt: message.time,
});

/** The context of a command that a person gives. */
export const givenBy = (
  actor: Actor,
  command: { readonly commandId: string; readonly trust: string; readonly patient?: string; readonly seen?: number | undefined },
): CommandContext => ({
  commandId: command.commandId,
  actor,
  trust: command.trust,
  correlationId: command.commandId,
  ...present({ patient: command.patient, seen: command.seen }),
});

/** Today in England by the clinical clock. */
export const todayIn = (now: ClinicalNow): string => {
  const instant = parseInstant(now());
  return instant === undefined ? '' : londonDateOf(instant);
};
