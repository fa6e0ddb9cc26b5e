import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '@rms/event-sourcing/testing';
import type { Protocol } from '@rms/protocols';
import { imaging } from '@rms/protocols/testing';
import { layDownProtocol, type LaidDown } from './lay-down-protocol.js';

const clock = { now: () => Date.parse('2026-03-04T09:00:00.000Z') };

describe('a protocol from the command line', () => {
  let store: MemoryEventStore;
  beforeEach(() => {
    store = new MemoryEventStore(clock);
  });
  const publishes = (content: Protocol): Promise<LaidDown> => layDownProtocol({ store, clock }, { operator: 'opal', content });
  const signs = (content: Protocol): Promise<LaidDown> =>
    layDownProtocol({ store, clock }, { operator: 'opal', content, signedBy: 'A, GMC 0000001 and B, NMC 00A0001X' });
  const types = async () => (await store.readAll(0, 100)).map(({ type, metadata }) => `${type} by ${String(metadata['actor'])}`);

  it('is published once, and signed once, by the operator’s hand', async () => {
    expect([await publishes(imaging), await publishes(imaging)]).toEqual([{ became: 'recorded' }, { became: 'so-already' }]);
    expect([await signs(imaging), await signs(imaging)]).toEqual([{ became: 'recorded' }, { became: 'so-already' }]);
    expect(await types()).toEqual(['ProtocolPublished by operator:opal', 'ProtocolSigned by operator:opal']);
  });
  it('is not signed before it is published, nor where the published version says something else', async () => {
    expect(await signs(imaging)).toEqual({ became: 'refused', sentence: expect.stringMatching(/not published. Publish it first/) });
    await publishes(imaging);
    expect(await signs({ ...imaging, title: 'Another' })).toEqual({
      became: 'refused',
      sentence: expect.stringMatching(/says something else.*number 2/),
    });
  });
  it('is refused under a number that is taken or not the next, with the number to give it', async () => {
    await publishes(imaging);
    expect(await publishes({ ...imaging, title: 'Another' })).toMatchObject({ sentence: expect.stringMatching(/never changes.*number 2/) });
    expect(await publishes({ ...imaging, version: 3 })).toMatchObject({ sentence: expect.stringMatching(/the next one is 2/) });
    expect(await publishes({ ...imaging, version: 2 })).toEqual({ became: 'recorded' });
  });
});
