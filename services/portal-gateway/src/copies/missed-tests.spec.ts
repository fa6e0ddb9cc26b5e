import { describe, expect, it } from '@jest/globals';
import { pathway, type Contract } from '@rms/contracts';
import { nextDateOf, nextStepOn, testsToCome } from '../worklist/tests-to-come.js';
import { followUp, scheduled } from '../patient-page/patient-file.fixture.js';
import { followUps } from './follow-ups.projection.js';
import { noMissedTests, type LadderCopy } from './missed-tests.js';
import { ids, story, streams } from './story.fixture.js';
import { folded } from './told.fixture.js';

const told = story().all.filter((message) => message.subject === streams.followUp);
const after = (contract: Contract, time = 1) => {
  const place = told.map((message, index) => (message.type === contract.type ? index : -1)).filter((index) => index >= 0)[time - 1]!;
  return folded(followUps, told.slice(0, place + 1)).missed;
};
const ladderAfter = (contract: Contract, time = 1) => after(contract, time).ladders[ids.test];

describe('the copy of a missed test', () => {
  it('climbs with each step, and knows when the next one follows', () => {
    expect(ladderAfter(pathway.testMissed)).toMatchObject({ name: 'PSA, 6 months', kind: 'psa', step: 'overdue', taken: [] });
    expect(ladderAfter(pathway.missedTestStepTaken)).toMatchObject({
      step: 'reminder',
      nextOn: '2026-03-30',
      calling: false,
      taken: [{ step: 'reminder', on: '2026-03-16' }],
    });
    expect(ladderAfter(pathway.missedTestStepTaken, 2)).toMatchObject({ step: 'telephone', calling: true });
    expect(ladderAfter(pathway.missedTestStepTaken, 3)).toMatchObject({ step: 'clinician', nextOn: '' });
  });
  it('has an appointment until it is cancelled or missed, and its next step is then due', () => {
    expect(Object.values(after(pathway.testBooked).bookings)).toEqual([{ kind: 'psa', on: '2026-03-24', waitUntil: '2026-03-25' }]);
    expect(after(pathway.testBookingCancelled)).toMatchObject({ bookings: {}, ladders: { [ids.test]: { nextOn: '2026-04-02' } } });
    expect(after(pathway.testNotAttended).bookings).toEqual({});
  });
  it('counts calls, and ends the call and then the ladder', () => {
    expect(ladderAfter(pathway.missedTestCallRecorded)).toMatchObject({ tries: 1, inVain: 1, calling: true });
    expect(ladderAfter(pathway.missedTestSettled)).toMatchObject({ calling: false, step: 'telephone' });
    expect(ladderAfter(pathway.missedTestSettled, 2)).toMatchObject({ calling: false, step: 'telephone' });
    expect(ladderAfter(pathway.missedTestSettled, 3)).toBeUndefined();
    expect(after(pathway.testWaived).waived).toEqual({ [ids.test]: 'declined' });
  });
  it('says all of it in the timeline, with what matters marked', () => {
    const texts = after(pathway.suspensionEnded).remarks.map(({ text }) => text);
    expect(texts).toContain('PSA, 6 months, due on 1 March 2026, is overdue.');
    expect(texts).toContain('Rung about a missed test, call 1: nobody was reached.');
    expect(texts).toContain('Missed test, PSA, 6 months: telephone call, after an appointment that was not attended.');
    expect(texts).toContain('Follow-up suspended until its review on 4 May 2026. Reason: Abroad');
  });
});

describe('the copy of a suspension', () => {
  it('has its date and reason until it ends', () => {
    expect(after(pathway.followUpSuspended).suspension).toEqual({ reviewOn: '2026-05-04', reason: 'Abroad' });
    expect(after(pathway.suspensionEnded).suspension).toBeUndefined();
  });
});

describe('what comes next of itself', () => {
  const test = scheduled('t1', '2026-03-01');
  const ladder: LadderCopy = {
    name: 'PSA, 6 months',
    kind: 'psa',
    dueOn: '2026-03-01',
    step: 'reminder',
    nextOn: '2026-03-30',
    calling: false,
    taken: [],
    tries: 0,
    inVain: 0,
  };
  const copy = (more: Partial<typeof noMissedTests>) => followUp({ tests: [test], missed: { ...noMissedTests, ...more } });
  it('is the next step of a missed test, or the day by which the result of its appointment can be there', () => {
    expect(nextDateOf(copy({}))).toBe('2026-03-01');
    const climbing = { ladders: { t1: ladder } };
    expect(nextDateOf(copy(climbing))).toBe('2026-03-30');
    const booked = copy({ ...climbing, bookings: { a: { kind: 'psa', on: '2026-04-08', waitUntil: '2026-04-09' } } });
    expect(nextStepOn(booked, 't1')).toBe('2026-04-09');
  });
  it('is nothing while a clinician decides, and the review of a suspension', () => {
    expect(nextDateOf(copy({ ladders: { t1: { ...ladder, step: 'clinician' } } }))).toBe('');
    expect(nextDateOf(copy({ suspension: { reviewOn: '2026-05-04', reason: 'Abroad' } }))).toBe('2026-05-04');
  });
  it('is no test that a clinician has waived', () => expect(testsToCome(copy({ waived: { t1: 'declined' } }))).toEqual([]));
});
