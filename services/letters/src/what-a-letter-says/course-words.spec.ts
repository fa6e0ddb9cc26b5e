import { describe, expect, it } from '@jest/globals';
import { pathway } from '@rms/contracts';
import type { Message } from '@rms/messaging/pure';
import { starterTemplates } from '../template/starter.js';
import { contentOf } from './build-content.reading.js';
import { followed, known, owedAbout, planned, writtenFrom } from './content.fixture.js';
import type { Asked, Stream } from './course-words.js';
import { fillIn } from './fill-in.js';
import { foldFollowUp, type FollowUpKnown } from './follow-up-known.reading.js';
import { textOf } from './paper.js';

const on = '2026-03-09';
type News = Partial<ReturnType<typeof owedAbout>>;
const saysTo = (to: 'patient' | 'gp', news: Pick<ReturnType<typeof owedAbout>, 'about'> & News, followUp: FollowUpKnown): string => {
  const template = starterTemplates.find(({ name }) => name === `${news.about}-${to}`)!;
  const content = contentOf({ ...owedAbout(news.about, to), ...news }, { ...writtenFrom, followUp }, on);
  return textOf(fillIn(template, content)).join('\n');
};
const next = planned('a', '2026-09-01');

describe('a letter about the start of follow-up', () => {
  const started = (stream: Stream, tests: FollowUpKnown['tests'] = [next]): FollowUpKnown => ({
    ...followed,
    started: { ...followed.started!, stream },
    tests,
  });
  const begin = (to: 'patient' | 'gp', followUp: FollowUpKnown) => saysTo(to, { about: 'follow-up-started' }, followUp);
  it.each<readonly [Stream, string, string]>([
    ['self-management', 'You do not need to come to clinic for check-ups.', 'without routine clinics'],
    ['professional-led', 'Your team goes on seeing you in clinic.', 'We go on seeing this patient in clinic.'],
    ['shared-care', 'Your GP and your hospital team look after you together.', 'We follow this patient together with you.'],
    ['complex', 'agrees with you when to come to clinic', 'as a complex case'],
  ])('says how somebody is looked after: %s', (stream, patient, gp) => {
    expect(begin('patient', started(stream))).toContain(patient);
    expect(begin('gp', started(stream))).toContain(gp);
    if (stream === 'self-management') return;
    expect(begin('patient', started(stream))).not.toContain('do not need to come');
    expect(begin('gp', started(stream))).not.toContain('without routine clinics');
  });
  it('speaks of tests and of hearing from us only where one is to come', () => {
    const [withTests, without] = [begin('patient', started('self-management')), begin('patient', started('self-management', []))];
    expect(withTests).toContain('You have regular tests.');
    expect(withTests).toContain('If you have not heard from us by 6 October 2026, ring 01632 960123.');
    expect(without).not.toMatch(/regular tests|have not heard/);
    expect(without).toContain('Ring 01632 960123');
    expect(begin('gp', started('self-management', []))).not.toContain('We ask for the tests');
  });
});

describe('a letter that calls somebody back', () => {
  const reviewed = (about: Asked, result?: string): FollowUpKnown => {
    const [review, recall] = ['review', 'recall'];
    const opened = { review, about, ...(result === undefined ? {} : { result }) };
    const facts: readonly object[] = [
      { type: pathway.reviewOpened.type, data: opened },
      { type: pathway.resultReviewed.type, data: { review } },
      { type: pathway.recallRequested.type, data: { recall, by: '2026-03-18', review } },
    ];
    const readings = [known('0.31', '2026-03-02', { reading: 'unconfirmed-rise' })];
    return facts.reduce<FollowUpKnown>((before, fact) => foldFollowUp(before, fact as Message), { ...followed, readings });
  };
  const recalls = (to: 'patient' | 'gp', followUp: FollowUpKnown) => saysTo(to, { about: 'recall', recall: 'recall' }, followUp);
  it.each<readonly [Asked, string, string]>([
    ['result', 'Your team has looked at your test results', 'because of a result'],
    ['changed-after-decision', 'A test result of yours has changed.', 'because a result changed'],
    ['schedule-complete', 'Your planned tests have come to their end.', 'the planned tests have come to their end'],
    ['two-follow-ups', 'talk to you about your follow-up', 'two of our records'],
    ['test-missed', 'You had a test due and we have no result.', 'a test was due and we have no result'],
    ['suspension-due', 'Your tests have been paused.', 'the pause of the tests'],
  ])('says why: %s', (about, patient, gp) => {
    expect(recalls('patient', reviewed(about))).toContain(patient);
    expect(recalls('gp', reviewed(about))).toContain(gp);
    if (about !== 'result') expect(recalls('patient', reviewed(about))).not.toContain('has looked at your test results');
  });
  it('tells the GP for which result', () =>
    expect(recalls('gp', reviewed('result', 'r 2026-03-02'))).toContain(
      'PSA 0.31 ug/L, taken on 2 March 2026. For the first time at or above',
    ));
  it('says by when to have heard where no day is agreed', () =>
    expect(recalls('patient', reviewed('test-missed'))).toContain('If you have not heard from us by 18 March 2026, ring 01632 960123.'));
  it('makes up no reason where none is known', () => {
    const unknown = { ...followed, recalls: { recall: { on: '2026-03-18', isBooked: true } } };
    expect(recalls('patient', unknown)).toContain('Your team would like to talk to you. You can bring somebody with you.');
  });
});

describe('a letter about the end of follow-up', () => {
  const ends = (to: 'patient' | 'gp', endedBecause: string) => saysTo(to, { about: 'follow-up-ended' }, { ...followed, endedBecause });
  it.each([
    ['schedule-complete', 'because all your planned tests have been done', 'all planned tests have been done'],
    ['discharged', 'Your team has discharged you.', 'the patient is discharged'],
    ['transferred', 'Another team looks after you now.', 'another team looks after the patient now'],
    ['in-treatment', 'because you are being treated again', 'is being treated again'],
    ['patient-wish', 'as you wished. If you change your mind, ring us.', 'as the patient wished'],
    ['a-reason-of-tomorrow', 'Your follow-up with us has come to its end.', 'Our follow-up of this patient has come to its end.'],
  ])('says why: %s', (because, patient, gp) => {
    expect(ends('patient', because)).toContain(patient);
    expect(ends('gp', because)).toContain(gp);
    expect(ends('patient', because).includes('planned tests have been done')).toBe(because === 'schedule-complete');
    expect(ends('gp', because).includes('planned tests have been done')).toBe(because === 'schedule-complete');
  });
});

describe('a letter that asks for a test besides the schedule', () => {
  const asks = (to: 'patient' | 'gp', result?: string) =>
    saysTo(
      to,
      { about: 'repeat', test: 'a', ...(result === undefined ? {} : { result }) },
      { ...followed, tests: [planned('a', '2026-04-20')], readings: [known('0.31', '2026-03-02', { reading: 'unconfirmed-rise' })] },
    );
  it('speaks of “again” only after a result', () => {
    expect(asks('patient', 'r 2026-03-02')).toContain('have your PSA test again. Please have it by 20 April 2026.');
    expect(asks('patient')).toContain('have your PSA test. Please have it by 20 April 2026.');
    expect(asks('patient')).not.toMatch(/again|Another test/);
    expect(asks('gp')).toContain('We have asked for a PSA by 20 April 2026.');
  });
});

describe('a letter about a result that was taken back', () => {
  const gone = (because: FollowUpKnown['takenBack'][number]['because'], reading = 'unconfirmed-rise' as const): FollowUpKnown => ({
    ...followed,
    tests: [next],
    takenBack: [{ ...known('0.31', '2026-03-02', { reading }), because }],
  });
  const told = (to: 'patient' | 'gp', followUp: FollowUpKnown) =>
    saysTo(to, { about: 'result', weight: 'abnormal', result: 'r 2026-03-02' }, followUp);
  it.each([
    ['withdrawn', 'The laboratory took back the result of your PSA of 2 March 2026. It does not count.'],
    ['deleted', 'The laboratory deleted the result of your PSA of 2 March 2026. It does not count.'],
    ['not-obtained', 'There is no result of your PSA of 2 March 2026 after all'],
    ['another-patient', 'A PSA result of 2 March 2026 was on your record by mistake. It does not count.'],
  ] as const)('says so, what was decided, and when the next test is: %s', (because, sentence) => {
    const text = told('patient', gone(because));
    expect(text).toContain(sentence);
    expect(text).toContain('A member of your team has looked at it. Your plan stays as it is.');
    expect(text).toContain('Your next PSA test is due on 1 September 2026.');
    expect(text).not.toContain('0.31');
    expect(told('gp', gone(because))).toMatch(
      /PSA taken back\n[\s\S]*Result: PSA of 2 March 2026\. The result .*\. Reviewed by the team\./,
    );
  });
});
