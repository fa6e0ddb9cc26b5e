// The join of stored facts and published contracts: nothing here reaches a disk, a clock, a socket or chance.
export { publishes, say } from './published-history.js';
export type { Published, Said, Translation } from './published-history.js';
export type { Delivery, Message } from './message.js';
