// The join of stored facts and published contracts: nothing here reaches a disk, a clock, a socket or chance.
export { publishes } from './published-history.js';
export type { Published, Translation } from './published-history.js';
export type { Delivery, Message } from './message.js';
