import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@rms/event-sourcing';
import { readAcknowledgement } from '@rms/hl7';
import { hl7 } from '@rms/hl7/testing';
import { openDoor } from './door.js';
import type { Feed } from './feed.js';
import type { Refusal } from './intake-log.js';
import { MemoryIntakeLog } from './testing/memory-intake-log.js';

const laboratory: Feed = {
  feed: '4c7d2d5e-0000-4000-8000-0000000000f1',
  name: 'Northmoor laboratory',
  sends: 'Results',
  facilities: ['NORTHMOOR-LAB'],
  anyFacility: false,
  trusts: ['ZT001'],
  mayRegister: false,
  zone: 'Europe/London',
  processingIds: ['T', 'P'],
  strict: false,
  codes: [],
};
const message = (controlId: string) => hl7('ORU^R01', { sendingFacility: 'NORTHMOOR-LAB', controlId }).patient().bytes();

describe('the door of an intake', () => {
  const opened = (feeds: () => readonly Feed[] = () => [laboratory], lookAgain = () => Promise.resolve(true)) => {
    const refused: Refusal[] = [];
    class WatchedLog extends MemoryIntakeLog {
      override refuse(refusal: Refusal): Promise<void> {
        refused.push(refusal);
        return super.refuse(refusal);
      }
    }
    const log = new WatchedLog({ now: () => 0 });
    const failed: unknown[] = [];
    const take = openDoor({
      log,
      feeds,
      lookAgain,
      timestamp: () => '20260302090000+0000',
      controlId: () => 'A1',
      onNotStored: (error) => failed.push(error),
    });
    return { log, take, refused, failed };
  };

  it('refuses a message whose header is longer than any, by name, and keeps it apart', async () => {
    const { log, take, refused } = opened();
    expect(readAcknowledgement((await take(message('C'.repeat(60 * 1024))))!)).toMatchObject({ ok: true, code: 'AA' });
    expect(readAcknowledgement((await take(message('C'.repeat(65 * 1024))))!)).toMatchObject({ ok: true, code: 'AR' });
    expect(refused).toMatchObject([{ feed: laboratory.feed, rule: 'header-too-large' }]);
    expect(await log.pending('results', 0, 10)).toHaveLength(1);
  });

  it('asks a sender to keep his message for as long as not all agreements have been read, and takes or refuses it then', async () => {
    const known: { feeds: readonly Feed[]; areAll: boolean } = { feeds: [], areAll: false };
    const { take, refused } = opened(
      () => known.feeds,
      () => Promise.resolve(known.areAll),
    );
    const codeOf = async (): Promise<unknown> => readAcknowledgement((await take(message('C1')))!);
    expect(await codeOf()).toMatchObject({ code: 'AE' });
    expect(refused).toEqual([]);
    known.areAll = true;
    expect(await codeOf()).toMatchObject({ code: 'AR' });
    known.feeds = [laboratory];
    expect(await codeOf()).toMatchObject({ code: 'AA' });
  });

  it('takes a message of a sender whose agreement is found when it is looked up again', async () => {
    const known: { feeds: readonly Feed[] } = { feeds: [] };
    const { take } = opened(
      () => known.feeds,
      () => {
        known.feeds = [laboratory];
        return Promise.resolve(false);
      },
    );
    expect(readAcknowledgement((await take(message('C1')))!)).toMatchObject({ code: 'AA' });
  });

  it('says of a message that could not be stored that its sender must keep it', async () => {
    const { log, take, failed } = opened();
    log.append = () => Promise.reject(new StoreUnavailable('away'));
    expect(readAcknowledgement((await take(message('C1')))!)).toMatchObject({ ok: true, code: 'AE', controlId: 'C1' });
    expect(failed).toEqual([new StoreUnavailable('away')]);
  });
});
