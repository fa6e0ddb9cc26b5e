import { describe, expect, it } from '@jest/globals';
import { scenario } from '@rms/event-sourcing/testing';
import { letterDecider } from './letter.decider.js';
import type { LetterCommand, LetterEvent, NeedReason } from './letter.facts.js';
import { accepted, approved, at, calendar, dispatched, drafted, handedOver, needed, news, owed, unknown } from './letter.fixture.js';

const given = scenario(letterDecider);
const left = [owed, drafted, approved, handedOver] as const;
const after = (past: readonly LetterEvent[], ...commands: readonly LetterCommand[]): readonly LetterEvent[] =>
  commands.reduce((facts, command) => [...facts, ...given(...facts).when(command).events], past);
/** For what a person is needed after some facts, most pressing first. */
const needsAfter = (past: readonly LetterEvent[], ...commands: readonly LetterCommand[]): readonly NeedReason[] => {
  const { state } = given(...after(past, ...commands));
  const need = state.phase === 'none' ? undefined : state.need;
  return need === undefined ? [] : [need.why, ...(need.besides ?? []).map(({ why }) => why)];
};
const accept = { type: 'RecordAccepted', reference: 'C-1', lookFrom: 'l', calendar } as const;
const dispatch = { type: 'RecordDispatched', at: 'a', reference: 'C-1', lookFrom: 'l', calendar } as const;
const deliver = { type: 'RecordDelivered', at: 'a', calendar } as const;
const comesBack = { type: 'RecordReturned', at: 'a', why: 'gone away', calendar } as const;
const refuse = { type: 'RecordRefused', why: 'no such street', calendar } as const;
const isUnknown = { type: 'RecordOutcomeUnknown', calendar } as const;
const settle = (wasSent: boolean) => ({ type: 'SettleOutcome', wasSent, note: 'Rang the carrier.', calendar }) as const;
const told = { type: 'RecordGivenAnotherWay', note: 'Rung on 12 March.', calendar } as const;

describe.each(['changed-after-hand-over', 'handed-over-before-death'] as const)('a need for somebody to ring (%s)', (why) => {
  const overtaken = [...left, needed(why)];

  it.each<readonly [string, readonly LetterCommand[]]>([
    ['takes it', [accept]],
    ['proves that it is on its way', [accept, dispatch]],
    ['proves that it arrived', [accept, dispatch, deliver]],
  ])('is not settled when the carrier %s', (_, commands) => expect(needsAfter(overtaken, ...commands)).toEqual([why]));
  it('is settled by the person who rang', () => expect(needsAfter(overtaken, accept, dispatch, deliver, told)).toEqual([]));
  it('stays beside what else somebody is needed for, and when that is settled', () => {
    expect(needsAfter(overtaken, isUnknown)).toEqual([why, 'outcome-unknown']);
    expect(needsAfter(overtaken, isUnknown, settle(true))).toEqual([why]);
    expect(needsAfter(overtaken, isUnknown, accept)).toEqual([why]);
  });
  it('stays when the letter becomes late, which is not told over it', () => {
    const late = { type: 'NoticeDate', calendar: at('2026-03-16T09:00:00.000Z') } as const;
    expect(needsAfter(overtaken, late)).toEqual([why]);
    expect(needsAfter(overtaken, late, { ...accept, calendar: late.calendar })).toEqual([why, 'late']);
  });
  it('falls away when it turns out that nothing was sent', () => {
    expect(needsAfter(overtaken, refuse)).toEqual([]);
    expect(needsAfter([...overtaken, unknown], settle(false))).toEqual([]);
  });
});

describe('a death that is withdrawn', () => {
  const resumed = { type: 'OweAgain', heard: 6, next: 'n', calendar } as const;
  const died = { type: 'CancelLetter', because: 'patient-died', heard: 5, calendar } as const;
  const changed = { type: 'CancelLetter', because: 'result-changed', heard: 4, calendar } as const;
  it.each<readonly [string, readonly LetterCommand[]]>([
    ['with the carrier', []],
    ['on its way', [accept, dispatch]],
    ['delivered', [accept, dispatch, deliver]],
  ])('leaves no family to speak with, wherever the letter is by then: %s', (_, commands) => {
    expect(needsAfter(left, died, ...commands)).toEqual(['handed-over-before-death']);
    expect(needsAfter(left, died, ...commands, resumed)).toEqual([]);
  });
  it('leaves him to be found where the letter came back', () => {
    expect(needsAfter(left, died, accept, dispatch, comesBack)).toEqual(['handed-over-before-death']);
    expect(needsAfter(left, died, accept, dispatch, comesBack, resumed)).toEqual(['returned']);
  });
  it('tells again that the letter is late, which the death had pushed aside', () => {
    const late = { type: 'NoticeDate', calendar: at('2026-03-16T09:00:00.000Z') } as const;
    expect(needsAfter(left, late, died)).toEqual(['handed-over-before-death']);
    expect(needsAfter(left, late, died, resumed)).toEqual(['late']);
    expect(needsAfter(left, died, late, resumed)).toEqual(['late']);
  });
  it('leaves him to be rung about what else was not so', () => {
    expect(needsAfter(left, changed, died)).toEqual(['handed-over-before-death', 'changed-after-hand-over']);
    expect(needsAfter(left, changed, died, resumed)).toEqual(['changed-after-hand-over']);
    expect(needsAfter(left, changed, resumed)).toEqual(['changed-after-hand-over']);
  });
});

describe('several things somebody is needed for', () => {
  const overtaken = [...left, accepted, dispatched, needed('changed-after-hand-over')];

  it('are told together, by the earlier day', () => {
    const facts = after(overtaken, { ...comesBack, calendar: at('2026-03-18T09:00:00.000Z') });
    expect(facts.at(-1)).toMatchObject({
      type: 'LetterNeedsSomebody',
      why: 'changed-after-hand-over',
      by: '2026-03-11',
      besides: [{ why: 'returned' }],
    });
  });
  it('are told once', () => {
    const facts = after(overtaken, comesBack);
    expect(after(facts, comesBack)).toEqual(facts);
  });
  it('do not ask how a patient who died is to be reached', () =>
    expect(needsAfter([...left, accepted, dispatched, needed('handed-over-before-death')], comesBack)).toEqual([
      'handed-over-before-death',
    ]));
  it('are settled together by the person who told him', () => expect(needsAfter(overtaken, comesBack, told)).toEqual([]));
  it('are not asked about a letter that never left, where another letter tells the newer news', () => {
    const notSent = [...left, { type: 'LetterRefused', why: 'w' } as const, needed('refused')];
    const owe = { type: 'OweLetter', ...news, says: 'other', heard: 4, next: 'n', calendar } as const;
    expect(needsAfter(notSent, owe)).toEqual([]);
  });
});
