export { openSpanReceiver, spansOf } from './span-receiver.js';
export type { ReceivedSpan, SpanReceiver } from './span-receiver.js';
export { traceListing } from './trace-listing.js';
export { RememberedSteps } from './remembered-steps.js';
export type { RememberedStep } from './remembered-steps.js';
