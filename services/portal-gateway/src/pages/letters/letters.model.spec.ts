import { describe, expect, it } from '@jest/globals';
import type { CivilDate } from '@rms/nhs';
import type { LetterCopy, LetterPhase } from '../../copies/letters.projection.js';
import { letter, patient } from '../../patient-page/patient-file.fixture.js';
import { deskOf } from './desk.model.js';
import { actsFor, mayBeRepeated, routes } from './letter-acts.model.js';
import { companionOf, stepsOf } from './letter.model.js';
import { errorsInReturn } from './returned-post.reading.js';

const today = '2026-03-10' as CivilDate;
const context = { today, nameOf: (actor: string) => (actor === 'person:tom' ? 'Tom Whitfield' : 'Rule of the system') };
const step = (phase: LetterPhase, by = 'policy:letters.letters-desk') => ({ phase, at: '2026-03-09T10:00:00.000Z', by, note: '' });
const at = (phase: LetterPhase, copy: Partial<LetterCopy> = {}, id: string = phase): LetterCopy =>
  letter({ letter: id }, { _id: id, phase, dueBy: '2026-03-12', ...copy });
const need = { why: 'returned', sentence: 'It came back.', by: '2026-03-11' };
const desk = (letters: readonly LetterCopy[]) =>
  deskOf({ letters, patients: new Map([['allan', patient()]]), deliveredLately: 3, today, whole: '' });

describe('the letters desk', () => {
  it('adds up, and says what is late', () => {
    const { sum, late, delivered, columns } = desk([
      at('owed', { dueBy: '2026-03-09' }),
      at('to-approve'),
      at('approved'),
      at('handed-over'),
      at('dispatched'),
      at('returned', { need, dueBy: '' }),
      at('delivered'),
      at('cancelled'),
    ]);
    expect([sum, late, delivered]).toEqual([
      '6 letters not yet delivered: 1 owed, 2 to approve, 1 handed over, 1 dispatched, 1 returned.',
      '1 is late.',
      '3 delivered in the last 7 days.',
    ]);
    expect(columns.map(({ total, late: behind }) => [total, behind])).toEqual([
      [1, 1],
      [2, 0],
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
  });
  it('puts the late and those that need somebody first, with a deadline on every card', () => {
    const cards = desk([at('owed', {}, 'a'), at('owed', { dueBy: '2026-03-01' }, 'b'), at('owed', { need }, 'c')]).columns[0]!.cards;
    expect(cards.map(({ letter: id }) => id)).toEqual(['b', 'c', 'a']);
    expect(cards.map(({ by }) => by)).toEqual(['1 March 2026', '11 March 2026', '12 March 2026']);
  });
  it('leaves out what a person has settled', () => {
    expect(desk([at('returned', { dueBy: '' }), at('not-sent', { next: 'n', need })]).sum).toMatch(/^0 letters/);
  });
});

describe('the steps of a letter', () => {
  const states = (copy: LetterCopy): readonly string[] => stepsOf(copy, context).map(({ title, is }) => `${title}: ${is}`);
  it('are done only on proof', () => {
    const copy = at('handed-over', { steps: [step('owed'), step('to-approve'), step('approved', 'person:tom'), step('handed-over')] });
    expect(states(copy)).toEqual([
      'Owed: done',
      'Written: done',
      'Approved: done',
      'Handed over: done',
      'Dispatched: not known: todo',
      'Delivered: not yet: todo',
    ]);
    expect(stepsOf(copy, context)[2]?.text).toBe('9 March 2026, 10:00 by Tom Whitfield.');
    expect(states({ ...copy, dueBy: '2026-03-09' })[4]).toBe('Dispatched: not known: late');
  });
  it('end where it came back or is not to be sent', () => {
    const back = at('returned', {
      dueBy: '',
      steps: [step('owed'), step('to-approve'), step('approved'), step('handed-over'), step('dispatched'), step('returned')],
    });
    expect(states(back).slice(-2)).toEqual(['Dispatched: done', 'Returned: late']);
    expect(states(at('cancelled', { dueBy: '', steps: [step('owed'), step('cancelled')] }))).toEqual([
      'Owed: done',
      'Not to be sent: todo',
    ]);
  });
});

describe('what may be done with a letter', () => {
  const keys = (copy: LetterCopy, role: Parameters<typeof actsFor>[1][number]): readonly string[] =>
    actsFor(copy, [role]).map(({ key }) => key);
  it('depends on who it is and what it says', () => {
    const grave = letter({ weight: 'abnormal' }, { phase: 'to-approve' });
    expect(keys(at('to-approve'), 'letters-clerk')).toEqual(['approve', 'hold', 'another-way']);
    expect(keys(grave, 'letters-clerk')).toEqual(['hold', 'another-way']);
    expect(keys(grave, 'consultant')).toEqual(['approve', 'hold', 'cancel', 'another-way']);
    expect(keys(at('to-approve'), 'auditor')).toEqual([]);
    expect(keys(at('to-approve'), 'support-worker')).toEqual(['another-way']);
  });
  it('depends on where it is', () => {
    const held = (why: string) => at('to-approve', { held: { why, sentence: 's' } });
    expect(keys(held('needs-another-format'), 'letters-clerk')).toEqual(['another-way']);
    expect(keys(held('address-stale'), 'letters-clerk')).toEqual(['release-confirmed', 'another-way']);
    expect(keys(held('newer-facts'), 'letters-clerk')).toEqual(['release', 'another-way']);
    expect(keys(at('handed-over', { outcomeUnknown: true }), 'letters-clerk')).toEqual(['was-sent', 'was-not-sent', 'another-way']);
    expect(keys(at('delivered'), 'letters-clerk')).toEqual([]);
    const overtaken = { why: 'changed-after-hand-over', sentence: 's', by: '2026-03-11' };
    expect(keys(at('delivered', { need: overtaken }), 'letters-clerk')).toEqual(['another-way']);
    expect(keys(at('returned'), 'letters-clerk')).toEqual(['send-again', 'another-way']);
    expect(keys(at('returned', { next: 'n' }), 'letters-clerk')).toEqual([]);
    expect(keys(at('returned', { next: 'n', need }), 'letters-clerk')).toEqual(['another-way']);
    expect(keys(at('delivered'), 'consultant')).toEqual([]);
    expect(keys(at('cancelled'), 'letters-clerk')).toEqual([]);
    expect(keys(at('cancelled', { need }), 'letters-clerk')).toEqual(['another-way']);
  });
});

describe('what approving will do', () => {
  const effects = (weight: 'reassuring' | 'routine'): readonly string[] =>
    actsFor(letter({ weight }, { phase: 'to-approve' }), ['letters-clerk'])[0]?.effects ?? [];
  it('speaks of good news only where it is good news', () => {
    expect(effects('reassuring')[0]).toContain('good news after a short wait');
    expect(effects('routine').join(' ')).not.toContain('good news');
    expect(effects('routine')).toHaveLength(2);
  });
});

describe('a decision that is recorded a second time', () => {
  const acts = actsFor(at('approved'), ['letters-clerk']);
  const values = { act: 'approve', checked: 'yes', commandId: 'c' };
  it('goes to its owner, who answers with the receipt of the first, though nothing is to be chosen any more', () =>
    expect(mayBeRepeated(acts, values)).toBe(true));
  it('is none where it has not been checked, is still to be chosen or is no decision at all', () => {
    expect(mayBeRepeated(acts, { ...values, checked: '' })).toBe(false);
    expect(mayBeRepeated(acts, { ...values, act: 'hold' })).toBe(false);
    expect(mayBeRepeated(acts, { ...values, act: 'burn' })).toBe(false);
    expect(mayBeRepeated(acts, { act: 'approve', checked: 'yes' })).toBe(false);
  });
});

describe('a letter that came back', () => {
  const to = ['Mr George Allan', '4 Harbour Row', 'Northmoor', 'ZZ1 4HR'];
  const template = { template: 't', name: 'result-patient', version: 1 };
  const draft: NonNullable<LetterCopy['draft']> = { template, channel: 'post', print: 'standard', to, text: [], on: '2026-03-09' };
  const back = at('returned', { draft });
  it('is sent to the same address only with a confirmation of it, and the page says that it came back from there', () => {
    const [again] = actsFor(back, ['letters-clerk'], { lines: ['4 Harbour Row', 'Northmoor'], postcode: 'ZZ1 4HR' });
    expect(again).toMatchObject({ key: 'send-again-confirmed', needsReason: true });
    expect(again?.effects[0]).toBe(
      'The last letter came back from this very address: 4 Harbour Row, Northmoor, ZZ1 4HR. The record has no other.',
    );
  });
  it('is sent to another address as before', () =>
    expect(actsFor(back, ['letters-clerk'], { lines: ['2 Chapel Hill'], postcode: 'ZZ1 9CH' })[0]?.key).toBe('send-again'));
  it('by post is recorded by whoever has the envelope, also after it was said to be delivered', () => {
    for (const phase of ['handed-over', 'dispatched', 'delivered'] as const) {
      expect(actsFor(at(phase, { draft }), ['letters-clerk'])[0]).toMatchObject({ key: 'came-back', needsDay: true });
      expect(actsFor(at(phase, { draft: { ...draft, channel: 'sms' } }), ['letters-clerk']).map(({ key }) => key)).not.toContain(
        'came-back',
      );
      expect(actsFor(at(phase, { draft }), ['support-worker']).map(({ key }) => key)).not.toContain('came-back');
    }
    expect(actsFor(at('returned', { draft }), ['letters-clerk']).map(({ key }) => key)).not.toContain('came-back');
  });
  it('is recorded with a day that is not to come and with what was written on it', () => {
    const typed = { 'on-day': '9', 'on-month': '3', 'on-year': '2026', reason: 'Gone away' };
    const said = (more: Readonly<Record<string, string>>) => errorsInReturn({ ...typed, ...more }, today).map(({ text }) => text);
    expect(said({})).toEqual([]);
    expect(said({ 'on-day': '11' })).toEqual(['The day on which it came back must be today or earlier']);
    expect(said({ 'on-day': '', reason: '' })).toEqual([
      'Enter the day on which it came back: day, month and year',
      'Enter what was written on it',
    ]);
    expect(said({ reason: 'x'.repeat(501) })[0]).toMatch(/500 characters or fewer\. It has 501/);
    expect(routes['came-back']?.[1]('Gone away', '2026-03-09')).toEqual({ note: 'Gone away', on: '2026-03-09' });
  });
  it('holds the next one, until the address is confirmed or another', () => {
    const held = { why: 'address-returned', sentence: 's' };
    const keys = actsFor(at('approved', { held }), ['letters-clerk']).map(({ key }) => key);
    expect(keys).toEqual(['release-confirmed', 'release', 'another-way']);
  });
});

describe('the companion of a letter', () => {
  it('tells the same to the other of the two', () => {
    const [his, gp, other] = [letter(), letter({ letter: 'gp', to: 'gp' }), letter({ letter: 'x', to: 'gp', result: 'r2' })];
    expect(companionOf(his, [his, other, gp])?._id).toBe('gp');
    expect(companionOf(gp, [gp, other])).toBeUndefined();
  });
});
