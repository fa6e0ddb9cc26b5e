export { openSpanReceiver } from './span-receiver.js';
export type { ReceivedSpan, SpanReceiver } from './span-receiver.js';
export { traceListing } from './trace-listing.js';
