import { describe, expect, it } from '@jest/globals';
import { dependsOnAge, everyAnswer } from '@rms/protocols';
import { starterProtocol } from '@rms/protocols/starters';
import { calendar, followUp, given, review, reviewsOf, run, start, stateOf, types } from './follow-up.fixture.js';
import type { FollowUpCommand, FollowUpEvent } from './follow-up.facts.js';

const protocol = starterProtocol('breast-after-surgery');
const answers = everyAnswer(protocol).find((one) => dependsOnAge(protocol, one))!;
const begun = run(start({ protocol, answers, bornOn: '1980-05-12' }));
const told = (bornOn: string): FollowUpCommand => ({ type: 'NoticeBirthDate', followUp, bornOn, calendar: calendar('2026-03-10') });
const after = (events: readonly FollowUpEvent[], ...commands: FollowUpCommand[]): FollowUpEvent[] =>
  commands.reduce<FollowUpEvent[]>((so, command) => [...so, ...given(...so).when(command).events], [...events]);

describe('a birth date that is corrected', () => {
  it('asks a clinician whether tests that were counted by it still fit, once', () => {
    expect(stateOf(begun).age).toEqual({ counted: '1980-05-12', asked: '1980-05-12' });
    const { events } = given(...begun).when(told('1990-05-12'));
    expect(events).toMatchObject([
      {
        type: 'ReviewOpened',
        about: 'birth-date-corrected',
        bornOn: '1990-05-12',
        sentence: expect.stringMatching(/corrected from 12 May 1980 to 12 May 1990\..*Check whether the planned tests still fit\./),
        reviewBy: '2026-03-17',
      },
    ]);
    given(...begun, ...events)
      .when(told('1990-05-12'))
      .thenNothing();
  });
  it('asks anew about another date, in place of the question before it, and takes it back with the date', () => {
    const twice = after(begun, told('1990-05-12'), told('1970-05-12'));
    expect(types(twice).slice(-3)).toEqual(['ReviewOpened', 'ReviewWithdrawn', 'ReviewOpened']);
    expect(reviewsOf(twice)).toMatchObject([{ bornOn: '1970-05-12' }]);
    const back = after(twice, told('1980-05-12'));
    expect(reviewsOf(back)).toEqual([]);
    expect(reviewsOf(after(back, told('1970-05-12')))).toHaveLength(1);
  });
  it('is not asked about again once a clinician has decided', () => {
    const asked = after(begun, told('1990-05-12'));
    const decided = [
      ...asked,
      ...given(...asked).when(review(asked, { decision: { kind: 'continue' }, calendar: calendar('2026-03-11') })).events,
    ];
    expect(reviewsOf(decided)).toEqual([]);
    given(...decided)
      .when(told('1990-05-12'))
      .thenNothing();
  });
  it('asks nobody where nothing was counted by age, or follow-up has ended', () => {
    given(...run(start({ bornOn: '1957-05-12' })))
      .when(told('1990-05-12'))
      .thenNothing();
    given(...begun, { type: 'FollowUpEnded', because: 'schedule-complete', on: '2026-03-01' })
      .when(told('1990-05-12'))
      .thenNothing();
  });
});
