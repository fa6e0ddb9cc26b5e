import { describe, expect, it } from '@jest/globals';
import type { ReviewDecision } from '@rms/contracts';
import { starterTemplates, template, templateOf } from '@rms/letters';
import type { Delivery, OwnHistory } from '@rms/messaging';
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

  it('about a result that the laboratory takes back after a decision says that it was taken back', async () => {
    await isFollowed();
    await reports('0.31', '20260301', 'L0');
    await decides({ kind: 'continue' });
    await reports('0.31', '20260301', 'L0', 'W');
    expect(await phaseOf('result')).toBe('cancelled');
    await decides({ kind: 'continue' });
    const text = async (to: string): Promise<string> => (await theLetter('result', to)).draft?.text.join(' ') ?? '';
    expect(await text('patient')).toContain('The laboratory took back the result of your PSA of 1 March 2026. It does not count.');
    expect(await text('patient')).toContain('Your plan stays as it is.');
    expect(await text('gp')).toContain('The result was taken back by the laboratory and does not count.');
  });

  it('that cannot be written says for what it waits once it is late', async () => {
    await isFollowed();
    const histories = story.region().histories as Map<string, OwnHistory>;
    const pathway = histories.get('pathway')!;
    // The reading of the result is not there to be asked for.
    const isThere = (delivery: Delivery): boolean => !('message' in delivery) || delivery.message.type !== 'pathway.result-interpreted.v1';
    const ofStream: OwnHistory['ofStream'] = async (stream, after) => (await pathway.ofStream(stream, after)).filter(isThere);
    histories.set('pathway', Object.assign(Object.create(pathway) as OwnHistory, { ofStream }));
    await reports('0.05', '20260308');
    expect(await theLetter('result')).toMatchObject({ phase: 'owed' });
    expect((await theLetter('result')).need).toBeUndefined();
    for (let day = 0; day < 9; day += 1) await story.region().passes(24);
    expect((await theLetter('result')).need?.sentence).toMatch(
      /^It is late and cannot be written\. The result that it is about .* not been read yet\./,
    );
    histories.set('pathway', pathway);
    await reports('0.06', '20260308', 'L1', 'C');
    await story.region().passes(1);
    expect(await theLetter('result')).toMatchObject({ phase: 'to-approve' });
    expect((await theLetter('result')).need).toBeUndefined();
  });

  it('that fails to be written says so once it is late, and not only in the log', async () => {
    await isFollowed();
    Object.assign(story.region().letters.desk.pages, {
      keep: () => {
        throw new Error('no room for pages');
      },
    });
    await reports('0.05', '20260308');
    expect((await theLetter('result')).need).toBeUndefined();
    for (let day = 0; day < 9; day += 1) await story.region().passes(24);
    expect((await theLetter('result')).need?.sentence).toContain('could not be written because of a fault: no room for pages.');
    story.region().incidents.splice(0);
  });

  it('that is held and late says what holds it', async () => {
    await isFollowed();
    await reports('0.31', '20260301', 'L0');
    await reports('0.05', '20260308');
    expect((await theLetter('result')).need).toBeUndefined();
    for (let day = 0; day < 9; day += 1) await story.region().passes(24);
    const { held, need } = await theLetter('result');
    expect([held?.why, need?.why]).toEqual(['under-review', 'late']);
    expect(need?.sentence).toContain('It is held: A clinician is to look at a result of this patient first.');
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
