import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { quarantineDecider, quarantineOf, quarantineSentences, type Held } from './quarantine.decider.js';

const given = scenario(quarantineDecider);
const held = (receipt: number): Held => ({
  rule: 'unit-unknown',
  sentence: 'Its unit is not known.',
  feed: 'f',
  feedName: 'Northmoor laboratory',
  receipt,
  controlId: `C${String(receipt)}`,
  messageType: 'ORU^R01',
});
const quarantined = (receipt: number) => ({ type: 'MessageQuarantined', ...held(receipt) }) as const;

describe('a message that waits for a person', () => {
  it('is held once, with others of the same problem', () => {
    given()
      .when({ type: 'HoldMessage', held: held(1) })
      .then(quarantined(1));
    given(quarantined(1))
      .when({ type: 'HoldMessage', held: held(1) })
      .thenNothing();
    given(quarantined(1))
      .when({ type: 'HoldMessage', held: held(2) })
      .then({ type: 'MessageHeldToo', receipt: 2 });
  });
  it('is settled by a person with a reason, once', () => {
    given(quarantined(1)).when({ type: 'SettleQuarantine', decision: 'set-aside', reason: ' ' }).thenRefused('reason-needed');
    given(quarantined(1))
      .when({ type: 'SettleQuarantine', decision: 'set-aside', reason: 'not our patient' })
      .then({ type: 'QuarantineSettled', decision: 'set-aside', reason: 'not our patient' });
    given(quarantined(1), { type: 'QuarantineSettled', decision: 'set-aside', reason: 'x' })
      .when({ type: 'SettleQuarantine', decision: 'read-again', reason: 'y' })
      .thenRefused('already-settled');
    given().when({ type: 'SettleQuarantine', decision: 'read-again', reason: 'y' }).thenRefused('nothing-held');
  });
  it('opens again when the problem comes back', () =>
    given(quarantined(1), { type: 'QuarantineSettled', decision: 'read-again', reason: 'x' })
      .when({ type: 'HoldMessage', held: held(3) })
      .then(quarantined(3)));
  it('is told in a sentence', () =>
    expect(quarantineSentences.MessageQuarantined(quarantined(1))).toBe(
      'Message C1 (ORU^R01) from Northmoor laboratory waits for a person. Its unit is not known.',
    ));
  it('stops at a stored shape it does not know', () =>
    expect(() => quarantineOf('results').upcast('MessageQuarantined', 2, {})).toThrow('schema 2'));
});
