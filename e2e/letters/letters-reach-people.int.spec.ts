import { beforeEach, describe, expect, it } from '@jest/globals';
import { letter, practice, practicesOf } from '@rms/letters';
import { followUp } from '@rms/pathway';
import { type RegionInMemory, trust } from '../in-memory/region-in-memory.js';
import { clerk, storyOfLetters } from './story-of-letters.fixture.js';

describe('letters of a region', () => {
  const story = storyOfLetters();
  const { adt, reports, all, theLetter, phaseOf, calendar, approves, given, says, isFollowed, hasAGoodResult } = story;
  let region: RegionInMemory;
  beforeEach(() => {
    region = story.region();
  });

  it('a reassuring result is written to patient and GP, approved by a clerk, dispatched and delivered', async () => {
    await hasAGoodResult();
    const his = await theLetter('result');
    expect(his.phase).toBe('to-approve');
    expect(his.draft?.to).toEqual(['Mr George Allan', '4 Harbour Row', 'Northmoor', 'ZZ1 4HR']);
    expect(his.draft?.text.join(' ')).toMatch(/Your PSA was 0.05 .* under your limit of 0.2/);
    expect(await approves(his._id, clerk)).toBe('recorded');
    await region.passes(0.1);
    expect([await phaseOf('result'), given()]).toEqual(['approved', []]);
    await region.passes(0.2);
    expect(await phaseOf('result')).toBe('handed-over');
    await region.passes(12);
    expect(await phaseOf('result')).toBe('dispatched');
    await region.passes(48);
    expect([await phaseOf('result'), await phaseOf('result', 'gp')]).toEqual(['delivered', 'to-approve']);
    expect(region.incidents).toEqual([]);
  });

  it('a corrected result that reads otherwise stops the letter, and one that still reassures is written anew', async () => {
    await hasAGoodResult();
    const { _id } = await theLetter('result');
    await approves(_id);
    await reports('0.06', '20260308', 'L1', 'C');
    expect([await phaseOf('result'), (await theLetter('result')).draft?.text.join(' ')]).toEqual([
      'to-approve',
      expect.stringContaining('0.06'),
    ]);
    await approves(_id);
    await reports('0.31', '20260308', 'L1', 'C');
    await region.passes(24);
    expect([await phaseOf('result'), (await theLetter('result')).cancelledBecause, given()]).toEqual(['cancelled', 'result-changed', []]);
    expect((await says('letters.letter-held.v1')).map(({ data }) => (data as { why: string }).why)).toContain('result-newer');
  });

  it('what a person holds stays held by his reason when the result is corrected, until a person releases it', async () => {
    await hasAGoodResult();
    const { _id: id } = await theLetter('result');
    const reason = 'The laboratory rang: a mix-up of samples.';
    expect(await region.about(letter, { id, command: { type: 'HoldLetter', reason } })).toBe('recorded');
    await reports('0.06', '20260308', 'L1', 'C');
    expect(await theLetter('result')).toMatchObject({ phase: 'owed', held: { why: 'person-decided', sentence: reason } });
    expect(await region.about(letter, { id, command: { type: 'ReleaseLetter', reason: 'It has been cleared up.' } })).toBe('recorded');
    await region.quiet();
    expect((await theLetter('result')).draft?.text.join(' ')).toContain('0.06');
  });

  it('what was said and has left is put right by a letter of its own, and somebody is told at once', async () => {
    await hasAGoodResult();
    const { _id } = await theLetter('result');
    await approves(_id);
    await region.passes(1);
    await reports('0.06', '20260308', 'L1', 'C');
    const first = (await all()).find((each) => each._id === _id)!;
    expect([first.phase, first.need?.why]).toEqual(['handed-over', 'changed-after-hand-over']);
    expect((await all()).find((each) => each._id === first.next)).toMatchObject({ phase: 'to-approve', letter: { about: 'result' } });
  });

  it('nothing newer than the letter passes the gate', async () => {
    await hasAGoodResult();
    const { _id } = await theLetter('result');
    await approves(_id);
    await reports('0.07', '20260309', 'L2');
    await region.passes(1);
    const held = (await all()).find((each) => each._id === _id)!;
    expect([held.phase, held.held?.why, held.need?.why, given()]).toEqual(['approved', 'newer-facts', 'newer-facts', []]);
    expect(await region.about(letter, { id: _id, command: { type: 'ReleaseLetter', reason: 'Read it: nothing for him.' } })).toBe(
      'recorded',
    );
    expect((await all()).find((each) => each._id === _id)).toMatchObject({ phase: 'to-approve' });
  });

  it('a death between approval and hand-over stops every letter', async () => {
    await hasAGoodResult();
    for (const { _id, letter: one } of await all()) if (one?.about === 'result') await approves(_id);
    await adt('ADT^A31', {}, '|||||||||||||||||||Y');
    await region.passes(24);
    expect(given()).toEqual([]);
    expect([(await theLetter('result')).cancelledBecause, (await theLetter('result', 'gp')).cancelledBecause]).toEqual([
      'patient-died',
      'patient-died',
    ]);
  });

  it('a death that is withdrawn leaves nobody to speak with about the letter that was on its way', async () => {
    await hasAGoodResult();
    const { _id } = await theLetter('result');
    await approves(_id);
    await region.passes(1);
    await adt('ADT^A31', {}, '|||||||||||||||||||Y');
    expect((await theLetter('result')).need?.why).toBe('handed-over-before-death');
    await region.passes(13);
    expect(await theLetter('result')).toMatchObject({ phase: 'dispatched', need: { why: 'handed-over-before-death' } });
    await adt('ADT^A31', {}, '|||||||||||||||||||N');
    expect(await theLetter('result')).toMatchObject({ phase: 'dispatched' });
    expect((await theLetter('result')).need).toBeUndefined();
  });

  it('a letter that left for a follow-up started in error is put right with whoever it went to', async () => {
    await hasAGoodResult();
    const { _id } = await theLetter('result');
    await approves(_id);
    for (const hours of [1, 12, 48]) await region.passes(hours);
    expect(await phaseOf('result')).toBe('delivered');
    const { followUp: id } = (await says('letters.letter-owed.v1'))[0]!.data as { readonly followUp: string };
    expect(await region.about(followUp, { id, command: { type: 'UndoStart', followUp: id, reason: 'It was his brother.' } })).toBe(
      'recorded',
    );
    expect(await theLetter('result')).toMatchObject({
      phase: 'delivered',
      need: { why: 'changed-after-hand-over', sentence: expect.stringContaining('started in error') },
    });
    expect(await theLetter('result', 'gp')).toMatchObject({ phase: 'cancelled', cancelledBecause: 'start-undone' });
    const rung = { type: 'RecordGivenAnotherWay', note: 'Rung: he has destroyed it.', calendar: calendar() } as const;
    expect(await region.about(letter, { id: _id, command: rung })).toBe('recorded');
    expect((await theLetter('result')).need).toBeUndefined();
  });

  it('an address that changed after approval is not written to', async () => {
    await hasAGoodResult();
    const { _id } = await theLetter('result');
    await approves(_id);
    await adt('ADT^A31', { postcode: 'ZZ1 9CH' });
    await region.passes(1);
    expect([(await theLetter('result')).held?.why, given()]).toEqual(['addressee-changed', []]);
  });

  it.each([
    ['ZZ99 3VZ', 'address-unusable'],
    ['', 'address-unusable'],
  ])('no letter is addressed to “%s”: somebody is asked, and it goes on when the address is known', async (postcode, why) => {
    await hasAGoodResult({ postcode });
    expect(await theLetter('result')).toMatchObject({ phase: 'owed', need: { why } });
    await adt('ADT^A31');
    expect(await theLetter('result')).toMatchObject({ phase: 'to-approve' });
    expect((await theLetter('result')).need).toBeUndefined();
  });

  it('a name that is too long for the window of an envelope is a task that says so, and nothing fails', async () => {
    await hasAGoodResult();
    const { _id } = await theLetter('result');
    await adt('ADT^A31', { given: 'George'.repeat(83) });
    await region.passes(1);
    const { need } = (await all()).find((each) => each._id === _id)!;
    expect([need?.why, need?.sentence]).toEqual(['cannot-be-written', expect.stringMatching(/name .* too long/)]);
    expect(region.incidents).toEqual([]);
    await adt('ADT^A31');
    expect(await theLetter('result')).toMatchObject({ phase: 'to-approve', draft: { to: expect.arrayContaining(['Mr George Allan']) } });
  });

  it('a GP letter without a practice waits for somebody, and the patient’s goes its own way', async () => {
    await hasAGoodResult({ practice: '' });
    expect([await phaseOf('result'), await phaseOf('result', 'gp')]).toEqual(['to-approve', 'owed']);
    expect((await theLetter('result', 'gp')).need?.why).toBe('practice-missing');
  });

  it('a practice that closes stops the copy that waits at once, and another practice lets it go on', async () => {
    await hasAGoodResult();
    const closes = {
      type: 'RecordClosure',
      ods: 'Z99001',
      name: 'Millpond',
      closedOn: '2026-03-09',
      reason: 'r',
      today: '2026-03-10',
    } as const;
    expect(await region.about(practice, { id: practicesOf(trust), command: closes })).toBe('recorded');
    expect((await theLetter('result', 'gp')).need?.why).toBe('practice-closed');
    await adt('ADT^A31', { practice: 'Z99002' });
    expect(await theLetter('result', 'gp')).toMatchObject({ phase: 'to-approve', draft: { to: ['Millpond Surgery', 'Practice Z99002'] } });
  });

  it('large print is printed large; braille is not printed, and what is done instead is recorded', async () => {
    await hasAGoodResult({ need: 'FORMAT^Large print' });
    expect(await theLetter('result')).toMatchObject({ phase: 'to-approve', draft: { print: 'large' } });
    await adt('ADT^A31', { need: 'FORMAT^Braille' });
    const blocked = await theLetter('result');
    expect(blocked.need?.sentence).toContain('Braille');
    expect(await approves(blocked._id)).toBe('needs-another-format');
    const command = { type: 'RecordGivenAnotherWay', note: 'Braille copy posted on 10 March.', calendar: calendar() } as const;
    expect(await region.about(letter, { id: blocked._id, command })).toBe('recorded');
    expect([await phaseOf('result'), given()]).toEqual(['delivered', []]);
  });

  it('an answer that got lost is asked for and never sent again', async () => {
    await hasAGoodResult({ postcode: 'ZZ9 9LA' });
    await approves((await theLetter('result'))._id);
    await region.passes(1);
    expect(await phaseOf('result')).toBe('handed-over');
    expect([...region.lettersPorts.shelf.items.values()].map(({ timesGiven }) => timesGiven)).toEqual([1]);
    await region.passes(13);
    expect(await phaseOf('result')).toBe('dispatched');
  });

  it('where the carrier cannot say, a person finds out', async () => {
    await hasAGoodResult({ postcode: 'ZZ9 9NS' });
    const { _id } = await theLetter('result');
    await approves(_id);
    await region.passes(1);
    await region.passes(100);
    expect(await theLetter('result')).toMatchObject({ phase: 'handed-over', need: { why: 'outcome-unknown' } });
    expect([...region.lettersPorts.shelf.items.values()].map(({ timesGiven }) => timesGiven)).toEqual([1]);
    const settle = { type: 'SettleOutcome', wasSent: true, note: 'The carrier found it.', calendar: calendar() } as const;
    expect(await region.about(letter, { id: _id, command: settle })).toBe('recorded');
    expect(await phaseOf('result')).toBe('dispatched');
  });

  it('a letter that nobody approves becomes late, once, and asks for somebody', async () => {
    await hasAGoodResult();
    await region.passes(24 * 4);
    await region.passes(24);
    const { _id } = await theLetter('result');
    expect((await theLetter('result')).need?.why).toBe('late');
    expect((await says('letters.letter-late.v1')).filter(({ subject }) => subject.endsWith(_id))).toHaveLength(1);
  });

  it('what was being handed over when everything stopped is asked after and not given again', async () => {
    await hasAGoodResult();
    const { _id } = await theLetter('result');
    await approves(_id);
    const { carrier } = region.lettersPorts;
    const send = carrier.send.bind(carrier);
    Object.assign(carrier, { send: () => Promise.reject(new Error('stopped before the call')) });
    await region.passes(1);
    Object.assign(carrier, { send });
    await region.passes(48);
    expect([await phaseOf('result'), (await theLetter('result')).need?.why, given()]).toEqual(['handed-over', 'outcome-unknown', []]);
  });

  it('a pause is told with its date, and told again when tests are asked for once more', async () => {
    await isFollowed();
    const { followUp: id } = (await says('letters.letter-owed.v1'))[0]!.data as { readonly followUp: string };
    const today = { today: '2026-03-10', holidays: [] };
    const pause = { type: 'SuspendFollowUp', reason: 'Abroad', reviewOn: '2026-05-04', by: 'Ruth' } as const;
    expect(await region.about(followUp, { id, command: { ...pause, followUp: id, calendar: today } })).toBe('recorded');
    const paused = await theLetter('follow-up-suspended');
    expect(paused.phase).toBe('to-approve');
    expect(paused.draft?.text.join(' ')).toContain('We do not ask you for a test until 4 May 2026.');
    expect(paused.draft?.text.join(' ')).toContain('If you have not heard from us by 18 May 2026');
    expect((await theLetter('follow-up-suspended', 'gp')).draft?.text.join(' ')).toContain('No action for you.');
    await reports('0.05', '20260308');
    expect((await theLetter('result')).draft?.text.join(' ')).toContain('We do not ask you for a test until 4 May 2026.');
    const goesOn = { type: 'ResumeFollowUp', followUp: id, reason: 'Back', calendar: today } as const;
    expect(await region.about(followUp, { id, command: goesOn })).toBe('recorded');
    expect(await theLetter('follow-up-suspended')).toMatchObject({ phase: 'cancelled', cancelledBecause: 'no-longer-needed' });
    expect((await theLetter('follow-up-taken-up-again')).draft?.text.join(' ')).toMatch(/Your tests go on\. Your next PSA test is due on /);
  });

  it('a letter does not leave with a day to come that has passed, and a pause that nobody has ended is not promised again', async () => {
    await isFollowed();
    const { followUp: id } = (await says('letters.letter-owed.v1'))[0]!.data as { readonly followUp: string };
    const pause = { type: 'SuspendFollowUp', reason: 'Abroad', reviewOn: '2026-03-20', by: 'Ruth' } as const;
    const today = { today: '2026-03-10', holidays: [] };
    expect(await region.about(followUp, { id, command: { ...pause, followUp: id, calendar: today } })).toBe('recorded');
    const { _id } = await theLetter('follow-up-suspended');
    expect(await phaseOf('follow-up-suspended')).toBe('to-approve');
    await region.passes(24 * 11);
    expect(await approves(_id)).toBe('letter-held');
    const { held, need } = await theLetter('follow-up-suspended');
    expect([held?.why, need?.why, need?.sentence]).toEqual(['dates-passed', 'dates-passed', expect.stringContaining('20 March 2026')]);
    expect(given()).toEqual([]);
  });
});
