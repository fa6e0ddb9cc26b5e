// What the training staff of a region do, for whoever has them at work somewhere else than in a demonstration.
export type { Host } from './host.js';
export { OwnersDoors } from './owners-doors.js';
export type { AtWork, Item } from './rounds/at-work.js';
export { decideReview } from './rounds/decide-reviews.js';
export { approveLetters } from './rounds/see-to-letters.js';
export { staffOf } from './staff-of-a-trust.js';
export { startFollowUp } from './start-of-a-follow-up.js';
