import { describe, expect, it } from '@jest/globals';
import { RememberedSteps } from '@rms/telemetry/testing';
import { loopbackCarrier, MemoryShelf } from './loopback-carrier.js';
import { tracedCarrier } from './traced-carrier.js';

const item = { key: 'f', to: ['Mr George Allan', 'ZZ1 4HR'], channel: 'post', pdf: new Uint8Array() } as const;
const carrier = () => loopbackCarrier({ shelf: new MemoryShelf(), now: () => '2026-03-10T09:00:00.000Z' });

describe('a traced carrier', () => {
  it('is given the letter, below the fact that it was handed over, and to whom is not told', async () => {
    const tracing = new RememberedSteps();
    tracing.tell({ name: 'fact recorded: LetterHandedOver', because: { correlationId: 'chain' }, itself: 'f' });
    expect(await tracedCarrier(carrier(), tracing).send(item)).toMatchObject({ accepted: 'LOOP-1' });
    expect(tracing.steps[1]).toEqual({
      name: 'letter handed over to the carrier',
      attributes: { channel: 'post', outcome: 'accepted' },
      because: { correlationId: 'chain', causationId: 'f' },
      isArrival: true,
    });
    expect(JSON.stringify(tracing.steps)).not.toMatch(/Allan|ZZ1/);
  });
  it('is the carrier himself where nothing is traced', () => {
    const himself = carrier();
    expect(tracedCarrier(himself, undefined)).toBe(himself);
  });
});
