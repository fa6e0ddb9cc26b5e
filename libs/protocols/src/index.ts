export { protocolSchema, readProtocol, ruleFor } from './protocol.js';
export type { ConfirmedLimitRule, Protocol } from './protocol.js';
export { expandSchedule, fulfilments, overtaken } from './schedule.js';
export type { PlannedTest } from './schedule.js';
export { readSeries } from './rule.js';
export type { LimitInForce, Reading, ReadingContext, ReadingName, SeriesResult } from './rule.js';
export { doublingTime } from './doubling-time.js';
export type { DoublingTime, DoublingTimeTerms, MeasuredValue } from './doubling-time.js';
export { starterProtocols } from './starter.js';
