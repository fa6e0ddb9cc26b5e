import type { ReceivedSpan } from './span-receiver.js';

const inOrder = (a: ReceivedSpan, b: ReceivedSpan): number => {
  if (a.began !== b.began) return a.began < b.began ? -1 : 1;
  return a.spanId < b.spanId ? -1 : 1;
};

/** One trace as a listing: a line for each span, below its parent, with its service, name, what is known of it, and milliseconds. */
export const traceListing = (spans: readonly ReceivedSpan[]): readonly string[] => {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const below = Map.groupBy(spans, ({ parentSpanId }) => (known.has(parentSpanId) ? parentSpanId : ''));
  const begins = spans.reduce((least, { began }) => (began < least ? began : least), spans[0]?.began ?? 0n);
  const millis = (nanos: bigint): string => (Number(nanos) / 1e6).toFixed(1);
  const lines = (parent: string, depth: number): readonly string[] =>
    (below.get(parent) ?? []).toSorted(inOrder).flatMap((span) => {
      const about = Object.entries(span.attributes)
        .filter(([name]) => ['rms.policy', 'rms.messageType', 'rms.outcome', 'rms.channel'].includes(name))
        .map(([, value]) => value)
        .filter((value) => !span.name.endsWith(value));
      const more = about.length === 0 ? '' : ` (${about.join(', ')})`;
      const when = `+${millis(span.began - begins)} ms, ${millis(span.ended - span.began)} ms`;
      return [
        `${'  '.repeat(depth)}${span.service}: ${span.name}${more}  [${when}; process ${span.process}]`,
        ...lines(span.spanId, depth + 1),
      ];
    });
  return lines('', 0);
};
