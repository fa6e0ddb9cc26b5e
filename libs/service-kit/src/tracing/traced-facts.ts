import type { Bus, Delivery, Message, Subscriber } from '@rms/messaging';
import type { Policy } from '@rms/read-models';
import type { Because, SpanAttributes, Tracing } from '@rms/telemetry';

const becauseOf = ({ correlationId, id }: Message): Because => ({ correlationId, causationId: id });
const attributesOf = ({ type, subject, trust }: Message): SpanAttributes => ({ type, stream: subject, trust });

/** A bus on which a service tells of each fact that it hears. What an owner cannot read has no chain. */
export const tracedBus = (bus: Bus, { service, tracing }: { readonly service: string; readonly tracing: Tracing | undefined }): Bus => {
  if (tracing === undefined) return bus;
  const told =
    (deliver: Subscriber['deliver']): Subscriber['deliver'] =>
    (delivery) => {
      if (!('message' in delivery)) return deliver(delivery);
      const { message } = delivery;
      const step = { name: `fact heard by ${service}`, attributes: attributesOf(message), because: becauseOf(message), isArrival: true };
      return tracing.during(step, () => deliver(delivery));
    };
  return { subscribe: (subscriber) => bus.subscribe({ ...subscriber, deliver: told((delivery) => subscriber.deliver(delivery)) }) };
};

/** Policies, each told of when it reacts. */
export const tracedPolicies = (policies: readonly Policy[], tracing: Tracing | undefined): readonly Policy[] =>
  tracing === undefined
    ? policies
    : policies.map((policy) => ({
        ...policy,
        react: (message) =>
          tracing.during(
            { name: `reacted: ${policy.name}`, attributes: { policy: policy.name, trust: message.trust }, because: becauseOf(message) },
            () => policy.react(message),
          ),
      }));

/** Tells of facts that a broker has acknowledged, by the relay. */
export const tellPublished = (deliveries: readonly Delivery[], tracing: Tracing, began: number): void => {
  for (const delivery of deliveries)
    if ('message' in delivery)
      tracing.tell(
        {
          name: 'fact published',
          attributes: attributesOf(delivery.message),
          because: becauseOf(delivery.message),
          isArrival: true,
        },
        began,
      );
};
