import { beforeEach, describe, expect, it } from '@jest/globals';
import { letter } from '@rms/letters';
import type { RegionInMemory } from '../in-memory/region-in-memory.js';
import { storyOfLetters, type Letter } from './story-of-letters.fixture.js';

describe('post that comes back', () => {
  const story = storyOfLetters();
  const { adt, reports, all, theLetter, phaseOf, calendar, approves, says, hasAGoodResult } = story;
  let region: RegionInMemory;
  beforeEach(() => {
    region = story.region();
  });

  it('post that comes back asks for somebody, and is sent again as a letter of its own', async () => {
    await hasAGoodResult({ postcode: 'ZZ9 9RP' });
    const { _id } = await theLetter('result');
    await approves(_id);
    await region.passes(1);
    await region.passes(120);
    expect(await theLetter('result')).toMatchObject({ phase: 'returned', need: { why: 'returned' } });
    await adt('ADT^A31');
    const again = {
      type: 'SendAgain',
      reason: 'He has moved.',
      next: 'e1000000-0000-4000-8000-000000000099',
      calendar: calendar(),
    } as const;
    expect(await region.about(letter, { id: _id, command: again })).toBe('recorded');
    const next = (await all()).find((each) => each._id === again.next)!;
    expect([next.phase, next.draft?.to.at(-1)]).toEqual(['to-approve', 'ZZ1 4HR']);
    expect((await says('letters.letter-attended-to.v1')).some(({ subject }) => subject.endsWith(_id))).toBe(true);
  });

  it('an envelope that somebody has in hand counts whatever the carrier said, and nothing else goes to that address', async () => {
    await hasAGoodResult();
    const { _id } = await theLetter('result');
    await approves(_id);
    await region.passes(1);
    await region.passes(60);
    expect(await phaseOf('result')).toBe('delivered');
    const back = { type: 'RecordCameBack', on: '2026-03-11', note: 'Not known here', calendar: calendar() } as const;
    expect(await region.about(letter, { id: _id, command: back })).toBe('recorded');
    const { phase, need } = await theLetter('result');
    expect([phase, need?.why, need?.sentence]).toEqual(['returned', 'returned', expect.stringContaining('Not known here')]);
    const before = new Set((await all()).map((each) => each._id));
    await reports('0.06', '20260310', 'L2');
    const next = (await all()).find((each) => !before.has(each._id) && each.letter?.to === 'patient')!;
    await approves(next._id);
    await region.passes(1);
    const held = (await all()).find((each) => each._id === next._id)!;
    expect([held.phase, held.held?.why, held.need?.sentence]).toEqual([
      'approved',
      'address-returned',
      expect.stringContaining('came back from this address on 11 March 2026'),
    ]);
  });

  it('nothing is sent again to where post came back from, until somebody confirms the address or it is another one', async () => {
    await hasAGoodResult({ postcode: 'ZZ9 9RP' });
    const { _id } = await theLetter('result');
    await approves(_id);
    await region.passes(1);
    await region.passes(120);
    expect(await phaseOf('result')).toBe('returned');
    const another = async (value: string, day: string, filler: string): Promise<() => Promise<Letter>> => {
      const before = new Set((await all()).map((each) => each._id));
      await reports(value, day, filler);
      const found = (await all()).find((each) => !before.has(each._id) && each.letter?.to === 'patient')!;
      await approves(found._id);
      await region.passes(1);
      return async () => (await all()).find((each) => each._id === found._id)!;
    };
    const second = await another('0.06', '20260309', 'L2');
    expect(await second()).toMatchObject({ phase: 'approved', held: { why: 'address-returned' }, need: { why: 'address-returned' } });
    expect((await second()).need?.sentence).toMatch(/came back from this address on \d+ March 2026/);
    const { _id: id } = await second();
    const release = { type: 'ReleaseLetter', reason: 'He rang: he is there.', addressConfirmedOn: calendar().today } as const;
    expect(await region.about(letter, { id, command: release })).toBe('recorded');
    await approves(id);
    await region.passes(1);
    expect((await second()).phase).toBe('handed-over');
    await region.passes(120);
    expect((await second()).phase).toBe('returned');
    await adt('ADT^A31', { postcode: 'ZZ1 9CH' });
    expect((await (await another('0.07', '20260310', 'L3'))()).phase).toBe('handed-over');
  });

  it('where post came back from is known under the record into which his went', async () => {
    const his = await hasAGoodResult({ postcode: 'ZZ9 9RP' });
    const { _id } = await theLetter('result');
    await approves(_id);
    await region.passes(1);
    await region.passes(120);
    const other = { postcode: 'ZZ9 9RP', numbers: 'H200^^^ZT001^MR' };
    await adt('ADT^A28^ADT_A05', other);
    await adt('ADT^A40^ADT_A39', { ...other, merges: 'H100' });
    const before = new Set((await all()).map((each) => each._id));
    await reports('0.06', '20260309', 'L2');
    const next = (await all()).find((each) => !before.has(each._id) && each.letter?.to === 'patient')!;
    await approves(next._id);
    await region.passes(1);
    const held = (await all()).find((each) => each._id === next._id)!;
    expect(held.held?.why).toBe('address-returned');
    expect(held.patient).not.toBe(his);
  });

  it('a letter that came back and is cancelled leaves somebody to find out where he lives', async () => {
    await hasAGoodResult({ postcode: 'ZZ9 9RP' });
    const { _id } = await theLetter('result');
    await approves(_id);
    await region.passes(1);
    await region.passes(120);
    await reports('0.31', '20260308', 'L1', 'C');
    expect(await theLetter('result')).toMatchObject({ phase: 'cancelled', cancelledBecause: 'result-changed', need: { why: 'returned' } });
    const found = { type: 'RecordGivenAnotherWay', note: 'He lives with his sister.', calendar: calendar() } as const;
    expect(await region.about(letter, { id: _id, command: found })).toBe('recorded');
    expect([await phaseOf('result'), (await theLetter('result')).need]).toEqual(['cancelled', undefined]);
  });
});
