import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger, spanIdOf, traceHeaders, traceIdOf, type Tracing } from '../index.js';
import { openSpanReceiver, type ReceivedSpan, type SpanReceiver } from '../testing/index.js';
import { startTracing, type StartedTracing } from './index.js';

const chain = '0f6f4f6e-1111-4000-8000-000000000001';
const fact = '0f6f4f6e-2222-4000-8000-000000000002';
const another = '0f6f4f6e-3333-4000-8000-000000000003';
const because = { correlationId: chain, causationId: fact };

describe('ids', () => {
  it('of a trace are the digits of the correlation id, or follow from it', () => {
    expect(traceIdOf(chain)).toBe('0f6f4f6e111140008000000000000001');
    expect(traceIdOf('portal-gateway.access-1')).toMatch(/^[0-9a-f]{32}$/);
    expect(traceIdOf('portal-gateway.access-1')).toBe(traceIdOf('portal-gateway.access-1'));
    expect(traceIdOf('portal-gateway.access-1')).not.toBe(traceIdOf('portal-gateway.access-2'));
  });
  it('of a span follow from the fact, and are those of no other', () => {
    expect(spanIdOf(fact)).toMatch(/^[0-9a-f]{16}$/);
    expect(spanIdOf(fact)).not.toBe(spanIdOf(another));
  });
});

describe('what is traced', () => {
  let receiver: SpanReceiver;
  let started: StartedTracing;
  let tracing: Tracing;
  const lines: string[] = [];
  const problems: string[] = [];
  const logger = createLogger('pathway', { level: 'info', destination: { write: (line) => void lines.push(line) } });
  const named = (name: string): ReceivedSpan => receiver.spans.find((span) => span.name === name)!;

  beforeAll(async () => {
    receiver = await openSpanReceiver();
    started = startTracing({ process: 'tests', endpoint: receiver.endpoint, onProblem: (text) => void problems.push(text) });
    tracing = started.of('pathway');
    logger.info('outside');
    expect(traceHeaders()).toEqual({});
    tracing.tell(
      { name: 'fact recorded', because: { correlationId: chain }, itself: fact, attributes: { type: 'Noted', trust: 'ZT001', policy: '' } },
      tracing.now() - 250,
    );
    await tracing.during({ name: 'request of somebody else', because: { correlationId: another } }, () =>
      tracing.during({ name: 'fact heard', because, isArrival: true }, async () => {
        logger.info('within');
        await tracing.during({ name: 'reacted' }, () => Promise.resolve());
        await tracing.during({ name: 'recorded because of it', because: { correlationId: chain, causationId: another } }, () =>
          Promise.resolve(),
        );
      }),
    );
    const refused = tracing.during({ name: 'failing' }, () => Promise.reject(new RangeError('Allan, George is no number')));
    await expect(refused).rejects.toThrow('Allan');
    await tracing.request({ name: 'asking', headers: {} }, async () => {
      const headers = traceHeaders();
      await tracing.request({ name: 'asked', headers }, () =>
        tracing.during({ name: 'decided', because: { correlationId: another } }, () => Promise.resolve()),
      );
    });
    await started.stop();
  });
  afterAll(() => receiver.close());

  it('stands in the trace of its chain below its cause, with ids that anybody can derive', () => {
    expect(named('fact recorded')).toMatchObject({
      process: 'tests',
      service: 'pathway',
      traceId: traceIdOf(chain),
      spanId: spanIdOf(fact),
      parentSpanId: '',
      attributes: { 'rms.type': 'Noted', 'rms.trust': 'ZT001' },
    });
    expect(named('fact recorded').attributes).not.toHaveProperty('rms.policy');
    expect(Number(named('fact recorded').ended - named('fact recorded').began) / 1e6).toBeGreaterThan(249);
    expect(named('fact heard')).toMatchObject({ traceId: traceIdOf(chain), parentSpanId: spanIdOf(fact), linksTo: [] });
  });
  it('stands below what goes on around it where that is of the same chain', () => {
    const { spanId, traceId } = named('fact heard');
    expect(named('reacted')).toMatchObject({ traceId, parentSpanId: spanId });
    expect(named('recorded because of it')).toMatchObject({ traceId, parentSpanId: spanId });
  });
  it('goes on over HTTP, and a chain that a request begins names the request', () => {
    expect(named('asked')).toMatchObject({ traceId: named('asking').traceId, parentSpanId: named('asking').spanId });
    expect(named('decided')).toMatchObject({ traceId: traceIdOf(another), parentSpanId: '', linksTo: [named('asked').traceId] });
  });
  it('tells the class of an error and never its text', () => {
    expect(named('failing').hasFailed).toBe(true);
    expect(receiver.bodies.join('')).toContain('RangeError');
    expect(receiver.bodies.join('')).not.toContain('Allan');
  });
  it('names its trace in the lines of the log, and only there', () => {
    expect(lines.map((line) => (JSON.parse(line) as { readonly traceId?: string }).traceId)).toEqual([undefined, traceIdOf(chain)]);
  });
  it('remembers the chain of a fact that was recorded here, for whoever carries it out', () => {
    expect(tracing.becauseOfFact(fact)).toEqual({ correlationId: chain, causationId: fact });
    expect(tracing.becauseOfFact(another)).toBeUndefined();
  });
  it('says nothing of the machine or the command line', () => {
    expect(receiver.bodies.join('')).not.toMatch(/process\.command|host\.name|os\.type/);
    expect(problems).toEqual([]);
  });
});
