export { assemblePathway, pathwayCollections, pathwayCopies, pathwayHistory, pathwayTellers } from './pathway.js';
export type { PathwayCommands, StartOrder } from './follow-up/follow-up.commands.js';
export { followUp } from './follow-up/follow-up.aggregate.js';
export type { FollowUpEvent } from './follow-up/follow-up.facts.js';
export type { FollowUpState } from './follow-up/follow-up.state.js';
export { nextDate } from './follow-up/follow-up.schedule.js';
export { openTests } from './follow-up/ladder.dates.js';
export { holidayAggregate, holidaysId } from './holiday/holiday.decider.js';
export { protocolAggregate } from './protocol/protocol.decider.js';
