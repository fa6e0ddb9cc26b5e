import type { Bus } from '../bus.js';
import type { KafkaBusOptions } from './hearing.js';
import { KafkaSubscription, type KafkaBusSubscription } from './kafka-subscription.js';

export interface KafkaBus extends Bus {
  subscribe(subscriber: Parameters<Bus['subscribe']>[0]): KafkaBusSubscription;
}

/**
 * The bus of a cluster: a topic for each owner. How far a consumer has come is kept with its read model; where Kafka cannot be relied
 * on to bring what is outstanding, the owner is asked for it. Throws where the history of a service that is to be heard is not given.
 */
export const kafkaBus = (options: KafkaBusOptions): KafkaBus => ({
  subscribe: (subscriber) => {
    const unknown = subscriber.hears.filter((service) => !options.histories.has(service));
    if (unknown.length > 0) throw new Error(`${subscriber.group} hears ${unknown.join(', ')}, whose published history is not given.`);
    return new KafkaSubscription(options, subscriber);
  },
});
