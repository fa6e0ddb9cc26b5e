import { describe, expect, it } from '@jest/globals';
import type { Delivery, PublishedHistory } from '@rms/messaging';
import { LedgerReader, missingFrom } from './ledger-reader.js';
import { momentOf } from './moment.js';
import { reconcile } from './reconcile.js';
import { followUpId, idOf, Telling } from './told.fixture.js';
import { historiesOf } from './histories.fixture.js';

const review = { review: idOf(50), result: idOf(60), about: 'result' };
const morning = '2026-06-17T09:00:00.000Z';
const exceptionsOf = async (reader: LedgerReader, at: string): Promise<readonly string[]> =>
  reconcile(await reader.advanceTo(at), momentOf(at)).flatMap(({ exceptions }) => exceptions.map(({ why }) => why));

describe('reading into the ledger', () => {
  it('reads nothing where it cannot see everything', async () => {
    const histories = new Map([...historiesOf(new Telling())].filter(([service]) => service !== 'letters'));
    expect(missingFrom(histories)).toEqual(['letters']);
    await expect(new LedgerReader(histories).advanceTo(morning)).rejects.toThrow('The reckoning cannot see letters.');
  });
  it('leaves what was recorded after the bound for later, what cannot be read too', async () => {
    const telling = new Telling().starts(1, '2026-07-01', '2026-07-15').followUp(1, 'test-fulfilled', {
      at: '2026-06-17T10:00:00.000Z',
      data: { test: idOf(1), result: idOf(60) },
    });
    const late: Delivery = {
      unreadable: {
        stream: `pathway.follow-up-${followUpId(1)}`,
        position: 9,
        trust: 'ZT001',
        time: '2026-06-17T11:00:00.000Z',
        why: 'no',
      },
    };
    const reader = new LedgerReader(historiesOf(telling, { more: [late] }));
    expect(await exceptionsOf(reader, morning)).toEqual([]);
    expect(await exceptionsOf(reader, '2026-06-17T10:00:00.000Z')).toEqual(['No next date, no open task and no recorded ending.']);
    expect((await exceptionsOf(reader, '2026-06-17T12:00:00.000Z'))[0]).toContain('cannot be read: no');
    await expect(reader.advanceTo(morning)).rejects.toThrow('cannot go back');
  });
  it('goes on where it was broken off, and takes nothing twice', async () => {
    const telling = new Telling().starts(1, '2026-07-01', '2026-07-15').starts(2, '2026-07-01', '2026-07-15');
    const reader = new LedgerReader(historiesOf(telling, { atOnce: 1, failsAt: 2 }));
    await expect(reader.advanceTo(morning)).rejects.toThrow('the owner does not answer');
    const ledger = await reader.advanceTo(morning);
    expect([...ledger.accounts.values()].map(({ tests, heard }) => [tests.length, heard])).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
  it('never sees what followed from a fact without the fact', async () => {
    // Between the reading of one history and of the next, the review is decided and its task closed.
    const telling = new Telling()
      .starts(1, '2026-07-01', '2026-07-15')
      .followUp(1, 'review-opened', { data: review })
      .task(51, idOf(50), 1);
    const histories = historiesOf(telling, {
      onceAsked: () => {
        telling.followUp(1, 'result-reviewed', { data: review });
        telling.tell('alerting.task', idOf(51), { type: 'alerting.task-closed.v1', data: { because: 'a clinician decided' } });
      },
    });
    expect(await exceptionsOf(new LedgerReader(histories), morning)).toEqual([]);
  });
  it('lets others have a turn between two pages', async () => {
    const telling = new Telling().starts(1).starts(2).starts(3);
    const others = { turns: 0, isOver: false };
    const next = (): void => {
      others.turns += 1;
      if (!others.isOver) setImmediate(next);
    };
    setImmediate(next);
    await new LedgerReader(historiesOf(telling, { atOnce: 1 })).advanceTo(morning);
    others.isOver = true;
    expect(others.turns).toBeGreaterThan(3);
  });
  it('reads the same from owners who answer over HTTP', async () => {
    const telling = new Telling().starts(1).followUp(1, 'review-opened', { data: review }).task(51, idOf(50), 1);
    telling.letter(80, 'letter-owed', { followUp: followUpId(1), result: idOf(60), by: '2026-07-01' });
    const near = historiesOf(telling);
    // What travels is JSON, in pages of the owner's own size.
    const far = new Map(
      [...historiesOf(telling, { atOnce: 1 })].map(([service, history]): [string, PublishedHistory] => [
        service,
        {
          ...history,
          since: async (position, limit) =>
            JSON.parse(JSON.stringify(await history.since(position, limit))) as Awaited<ReturnType<PublishedHistory['since']>>,
        },
      ]),
    );
    const ledgers = await Promise.all([near, far].map((histories) => new LedgerReader(histories).advanceTo(morning)));
    expect([...ledgers[1]!.accounts]).toEqual([...ledgers[0]!.accounts]);
    expect([...ledgers[1]!.letters]).toEqual([...ledgers[0]!.letters]);
  });
});
