import { beforeEach, describe, expect, it } from '@jest/globals';
import { readAcknowledgement } from '@rms/hl7';
import { hl7 } from '@rms/hl7/testing';
import type { Feed } from './feed.js';
import { openForWhatIsNoFrame } from './no-frame.js';
import { MemoryIntakeLog } from './testing/memory-intake-log.js';
import type { Refusal } from './intake-log.js';

const laboratory: Feed = {
  feed: '4c7d2d5e-0000-4000-8000-0000000000f1',
  name: 'Northmoor laboratory',
  sends: 'Results',
  facilities: ['NORTHMOOR-LAB'],
  anyFacility: false,
  trusts: ['ZT001'],
  mayRegister: false,
  zone: 'Europe/London',
  processingIds: ['T'],
  strict: false,
  codes: [],
};
const begins = hl7('ORU^R01', { sendingFacility: 'NORTHMOOR-LAB', controlId: 'L1' }).patient().bytes();

describe('what is no frame', () => {
  const refused: Refusal[] = [];
  class WatchedLog extends MemoryIntakeLog {
    override refuse(refusal: Refusal): Promise<void> {
      refused.push(refusal);
      return super.refuse(refusal);
    }
  }
  const onNoFrame = openForWhatIsNoFrame({
    log: new WatchedLog({ now: () => 0 }),
    feeds: () => [laboratory],
    timestamp: () => '20260302090000+0000',
    controlId: () => 'A1',
    onNotStored: () => undefined,
  });
  beforeEach(() => {
    refused.length = 0;
  });

  it('is refused by name where it is too large, and counted at its feed', () => {
    const reply = onNoFrame({ kind: 'too-large', bytes: begins });
    expect(readAcknowledgement(reply!)).toMatchObject({ ok: true, code: 'AR', controlId: 'L1' });
    expect(refused).toMatchObject([{ feed: laboratory.feed, controlId: 'L1', rule: 'frame-too-large' }]);
  });

  it.each([
    ['restarted', 'frame-restarted'],
    ['cut-off', 'frame-cut-off'],
    ['bytes-before-start', 'bytes-before-start'],
  ])('is kept and not answered where it is %s', (kind, rule) => {
    expect(onNoFrame({ kind, bytes: Buffer.from('nonsense') })).toBeUndefined();
    expect(refused).toMatchObject([{ feed: undefined, sender: '', rule }]);
  });

  it.each(['empty-frame', 'connection-lost'])('is nothing to keep where it is %s', (kind) => {
    expect(onNoFrame({ kind, bytes: new Uint8Array() })).toBeUndefined();
    expect(refused).toEqual([]);
  });
});
