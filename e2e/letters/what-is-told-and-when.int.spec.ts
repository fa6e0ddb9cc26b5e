import { describe, expect, it } from '@jest/globals';
import type { ReviewDecision } from '@rms/contracts';
import { starterTemplates, template, templateOf } from '@rms/letters';
import { followUp } from '@rms/pathway';
import { trust } from '../in-memory/region-in-memory.js';
import { clerk, storyOfLetters } from './story-of-letters.fixture.js';

describe('a letter', () => {
  const story = storyOfLetters();
  const { reports, all, theLetter, phaseOf, approves, given, isFollowed, hasAGoodResult } = story;
  /** A nurse decides on the one review that is open. */
  const decides = async (decision: ReviewDecision): Promise<void> => {
    const { deliveries } = await story.region().histories.get('pathway')!.since(0, 10_000);
    const opened = deliveries.flatMap((each) =>
      'message' in each && each.message.type === 'pathway.review-opened.v1' ? [each.message.data] : [],
    );
    const { followUp: id, review } = opened.at(-1) as { readonly followUp: string; readonly review: string };
    const command = {
      type: 'ReviewResult',
      followUp: id,
      review,
      decision,
      reason: 'Seen.',
      reviewer: { person: 'ruth', role: 'clinical-nurse-specialist', registration: 'NMC 00A0000X' },
      calendar: { today: '2026-03-10', holidays: [] },
    } as const;
    expect(await story.region().about(followUp, { id, command })).toBe('recorded');
  };

  it('good news of an earlier sample does not leave once a later one asks for a clinician', async () => {
    await hasAGoodResult();
    await approves((await theLetter('result'))._id);
    await reports('0.31', '20260309', 'L2');
    await story.region().passes(1);
    const [his, gp] = [await theLetter('result'), await theLetter('result', 'gp')];
    expect([his.cancelledBecause, gp.cancelledBecause, given()]).toEqual(['newer-result-to-review', 'newer-result-to-review', []]);
  });

  it('good news of a later sample waits until a clinician has looked at the earlier one, and nobody need lift it', async () => {
    await isFollowed();
    await reports('0.31', '20260301', 'L0');
    await reports('0.05', '20260308');
    const held = await theLetter('result');
    expect([held.phase, held.held?.why, held.need]).toEqual(['owed', 'under-review', undefined]);
    expect(await approves(held._id, clerk)).not.toBe('recorded');
    await decides({ kind: 'recall', by: '2026-03-20' });
    const letters = (await all()).filter(({ letter: one }) => one?.about === 'result' && one.to === 'patient');
    expect(letters.map(({ phase, held: why }) => [phase, why])).toEqual([['to-approve', undefined]]);
  });

  it('a repeat is asked for by the day that was decided, and no more once it has been done', async () => {
    await isFollowed();
    await reports('0.31', '20260301', 'L0');
    await decides({ kind: 'repeat', by: '2026-04-20' });
    const text = async (to: string): Promise<string> => (await theLetter('repeat', to)).draft?.text.join(' ') ?? '';
    expect(await text('patient')).toContain('Please have it by 20 April 2026.');
    expect(await text('patient')).toContain('If you have not heard from us by 25 May 2026');
    expect(await text('gp')).toContain('We have asked for another PSA by 20 April 2026.');
    await reports('0.05', '20260311', 'L2');
    expect([await phaseOf('repeat'), await phaseOf('repeat', 'gp'), (await theLetter('repeat')).cancelledBecause]).toEqual([
      'cancelled',
      'cancelled',
      'no-longer-needed',
    ]);
  });

  it('that follow-up has ended does not leave once a result asks for a clinician, who is asked', async () => {
    await isFollowed();
    const { deliveries } = await story.region().histories.get('pathway')!.since(0, 10_000);
    const [id = ''] = deliveries.flatMap((each) =>
      'message' in each && each.message.type === 'pathway.follow-up-started.v1' ? [each.message.subject.slice(-36)] : [],
    );
    const on = (today: string) => ({ followUp: id, calendar: { today, holidays: [] } });
    const suspends = { type: 'SuspendFollowUp', ...on('2026-03-09'), reason: 'Moves away.', reviewOn: '2026-03-10', by: 'ruth' } as const;
    expect(await story.region().about(followUp, { id, command: suspends })).toBe('recorded');
    expect(await story.region().about(followUp, { id, command: { type: 'NoticeDate', ...on('2026-03-10') } })).toBe('recorded');
    await decides({ kind: 'end', because: 'transferred' });
    expect([await phaseOf('follow-up-ended'), await phaseOf('follow-up-ended', 'gp')]).toEqual(['to-approve', 'to-approve']);
    await reports('0.31', '20260309', 'L2');
    const ended = await theLetter('follow-up-ended');
    expect([ended.phase, ended.cancelledBecause]).toEqual(['cancelled', 'newer-result-to-review']);
    await decides({ kind: 'recall', by: '2026-03-20' });
    expect(await phaseOf('recall')).toBe('to-approve');
  });

  it('for which its template has no words is held, and somebody is told why', async () => {
    const content = { ...starterTemplates.find(({ name }) => name === 'result-patient')!, version: 2, subject: '{{ patient.nonsense }}' };
    const id = templateOf(trust, 'result-patient');
    await story.region().about(template, { id, command: { type: 'LayDownTemplate', content, problems: [] } });
    for (const person of ['david', 'ruth'])
      expect(await story.region().about(template, { id, command: { type: 'ApproveTemplate', version: 2, person } })).toBe('recorded');
    await hasAGoodResult();
    const { phase, need } = await theLetter('result');
    expect([phase, need?.why, story.region().incidents]).toEqual(['owed', 'cannot-be-written', []]);
    expect(need?.sentence).toMatch(
      /^Template result-patient, version 2, cannot be filled in for it: undefined variable: patient\.nonsense/,
    );
  });
});
