import { describe, expect, it } from '@jest/globals';
import { contractsOf } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { entries, tellsNothing } from './entries.js';
import { Ledger } from './ledger.js';
import { reconcile } from './reconcile.js';
import { followUpId, idOf, Telling } from './told.fixture.js';

const at = { yesterday: '2026-05-10', settledBefore: '2026-06-17T08:00:00.000Z' };
const ledgerOf = (messages: readonly Message[]): Ledger => {
  const ledger = new Ledger();
  for (const message of messages) ledger.take(message);
  return ledger;
};
const whyOf = (ledger: Ledger): readonly string[] => reconcile(ledger, at).flatMap(({ exceptions }) => exceptions.map(({ why }) => why));
const review = { review: idOf(50), result: idOf(60), about: 'result' };
const erasedAs = (was: string): { readonly type: string; readonly data: object } => ({ type: 'tombstone', data: { was } });
const followUp = 'pathway.follow-up';

describe('the ledger', () => {
  it('is told of every fact of a follow-up that is published, or that it says nothing', () => {
    const ofNoPatient = (type: string): boolean => /^pathway\.(protocol|holiday)/.test(type);
    const heard = contractsOf.pathway.map(({ type }) => type).filter((type) => !ofNoPatient(type));
    expect(heard.filter((type) => entries[type] === undefined && !tellsNothing.has(type))).toEqual([]);
  });
  it('takes a fact that comes twice once', () => {
    const { messages } = new Telling().starts(1).followUp(1, 'review-opened', { data: review }).task(51, idOf(50), 1);
    const once = ledgerOf(messages);
    const twice = ledgerOf(messages.flatMap((message) => [message, message]));
    expect([...twice.accounts.values()]).toEqual([...once.accounts.values()]);
  });
  it('does not pass over a fact that is missing', () => {
    const { messages } = new Telling()
      .starts(1)
      .followUp(1, 'review-opened', { data: review })
      .followUp(1, 'result-reviewed', { data: review });
    expect(whyOf(ledgerOf(messages.toSpliced(1, 1)))).toEqual(['Its history cannot be read: fact 2 of its history is missing.']);
  });
  it('does not stop at a fact that it cannot take in, and says of whom', () => {
    const telling = new Telling().starts(1).starts(2).followUp(1, 'test-added', { data: {} });
    const [why, ...others] = whyOf(ledgerOf(telling.messages));
    expect(why).toMatch(/^Its history cannot be read: /);
    expect(others).toEqual([]);
  });
  it.each([
    [
      'a test without the day on which it is missing',
      'test-added',
      { test: { test: idOf(2), kind: 'psa', name: 'PSA', opensOn: '2026-01-01', dueOn: '2026-02-01', required: true } },
    ],
    ['a day that is none', 'follow-up-suspended', { reviewOn: '2026-02-30' }],
    ['a result without a number', 'result-interpreted', { reading: 'under-limit' }],
    ['a test that was never planned', 'test-fulfilled', { test: idOf(99), result: idOf(60) }],
    ['an ending without a reason', 'follow-up-ended', { because: '' }],
  ])('believes nobody’s check of what it rests on: %s', (_, type, data) => {
    expect(whyOf(ledgerOf(new Telling().starts(1).followUp(1, type, { data }).messages))[0]).toMatch(/^Its history cannot be read: /);
  });
  it('says a long reason in short', () => {
    const ledger = ledgerOf(new Telling().starts(1).messages);
    ledger.cannotRead({ stream: `${followUp}-${followUpId(1)}`, trust: 'ZT001', why: `[\n  {${'x'.repeat(5000)}` });
    expect(whyOf(ledger)[0]!.length).toBeLessThan(400);
  });
  it('knows whose a follow-up is of which not even the first fact can be read', () => {
    const ledger = new Ledger();
    ledger.cannotRead({ stream: `${followUp}-${followUpId(1)}`, trust: 'ZT001', why: 'no' });
    expect(reconcile(ledger, at)).toMatchObject([{ trust: 'ZT001', exceptions: [{ followUp: followUpId(1) }] }]);
  });
  it('lets a task that cannot be read hold nobody', () => {
    const telling = new Telling().starts(1).followUp(1, 'review-opened', { data: review }).task(51, idOf(50), 1);
    const ledger = ledgerOf(telling.messages);
    expect(whyOf(ledger)).toEqual([]);
    ledger.cannotRead({ stream: `alerting.task-${idOf(51)}`, trust: 'ZT001', why: 'no' });
    ledger.cannotRead({ stream: `alerting.task-${idOf(52)}`, trust: 'ZT001', why: 'nor this, of which nothing is known' });
    expect(whyOf(ledger)).toEqual(['A clinician must look since 2 March 2026 and nobody has the task.']);
  });
  it('says of a letter that cannot be read whose it is, and keeps no promise with one that never could', () => {
    const telling = new Telling().starts(1).letter(80, 'letter-owed', { followUp: followUpId(1), result: idOf(60), by: '2026-07-01' });
    const known = ledgerOf(telling.messages);
    known.cannotRead({ stream: `letters.letter-${idOf(80)}`, trust: 'ZT001', why: 'no' });
    expect(whyOf(known)).toEqual(['What became of a letter cannot be read: no.']);
    const promised = new Telling().starts(1);
    promised.followUp(1, 'result-interpreted', { data: { result: idOf(60), reading: 'under-limit', letterBy: '2026-07-01' } });
    const unknown = ledgerOf(promised.messages);
    unknown.cannotRead({ stream: `letters.letter-${idOf(80)}`, trust: 'ZT001', why: 'no' });
    expect(whyOf(unknown)).toEqual(['A letter was promised and is nobody’s.']);
  });
});

describe('whoever was erased', () => {
  it('has left where an ending is recorded, and is lost where none is', () => {
    const gone = new Telling()
      .tell(followUp, followUpId(1), erasedAs('FollowUpStarted'))
      .tell(followUp, followUpId(1), erasedAs('FollowUpEnded'));
    expect(reconcile(ledgerOf(gone.messages), at)).toMatchObject([{ left: 1, leftBecause: { erased: 1 }, exceptions: [] }]);
    const lost = new Telling().starts(1).tell(followUp, followUpId(1), erasedAs('ReviewOpened'));
    expect(whyOf(ledgerOf(lost.messages))).toEqual(['A fact of its history was erased and no ending is recorded.']);
    expect(whyOf(ledgerOf(gone.tell(followUp, followUpId(1), erasedAs('FollowUpResumed')).messages))[0]).toMatch('no ending');
  });
  it('has no task once that was closed, and no letter once that was cancelled', () => {
    const telling = new Telling().starts(1).followUp(1, 'review-opened', { data: review }).task(51, idOf(50), 1);
    telling.tell('alerting.task', idOf(51), erasedAs('TaskClosed'));
    expect(whyOf(ledgerOf(telling.messages))).toHaveLength(1);
    const letters = new Telling().starts(2).letter(80, 'letter-owed', { followUp: followUpId(2), result: idOf(60), by: '2026-04-01' });
    expect(whyOf(ledgerOf(letters.messages))).toHaveLength(1);
    expect(whyOf(ledgerOf(letters.tell('letters.letter', idOf(80), erasedAs('LetterCancelled')).messages))).toEqual([]);
  });
});
