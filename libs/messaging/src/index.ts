export { partitionKeyOf } from './message.js';
export type { Delivery, Message, Unreadable } from './message.js';
export { publishedHistory, publishes } from './published-history.js';
export type { Published, PublishedHistory, Translation } from './published-history.js';
export type { Bus, BusSubscription, Subscriber } from './bus.js';
export { embeddedBus } from './embedded-bus.js';
export type { EmbeddedBusOptions } from './embedded-bus.js';
export { BusStrategy } from './bus-strategy.js';
export type { Consuming } from './bus-strategy.js';
