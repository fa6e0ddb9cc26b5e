import { describe, expect, it } from '@jest/globals';
import { pathway, type Contract } from '@rms/contracts';
import { followUps } from './follow-ups.projection.js';
import { ids, story, streams } from './story.fixture.js';
import { at, folded, id } from './told.fixture.js';

const told = story().all.filter((message) => message.subject === streams.followUp);
/** The follow-up as it stood once this had been told for the n-th time. */
const after = (contract: Contract, time = 1) => {
  const place = told.map((message, index) => (message.type === contract.type ? index : -1)).filter((index) => index >= 0)[time - 1]!;
  return { copy: folded(followUps, told.slice(0, place + 1)), message: told[place]! };
};

describe('the copy of a follow-up', () => {
  it('begins with what was started, by whom and when', () => {
    const { copy, message } = after(pathway.followUpStarted);
    expect(copy).toMatchObject({
      patient: ids.other,
      cancer: 'Prostate',
      anchorOn: '2023-03-04',
      phase: 'active',
      startedAt: message.time,
      startedBy: 'person:ruth',
      tests: [{ test: ids.test }],
    });
  });
  it('goes with its patient and remembers where it was, so that both pages are made anew', () => {
    expect(after(pathway.followUpReassigned).copy).toMatchObject({ patient: ids.patient, formerly: [ids.other] });
  });
  it('has a reading until it is withdrawn', () => {
    const { copy, message } = after(pathway.resultInterpreted);
    expect(copy.readings).toMatchObject({ [ids.result]: { reading: 'unconfirmed-rise', shown: '0.27', at: message.time } });
    expect(after(pathway.readingWithdrawn).copy.readings).toEqual({});
  });
  it('has a test done until it is due again', () => {
    expect(after(pathway.testFulfilled).copy.done).toEqual({ [ids.test]: { result: ids.result, on: '2026-03-02' } });
    expect(after(pathway.testReopened).copy.done).toEqual({});
  });
  it('has a review open until somebody decides, and then the decision with what it was about', () => {
    const opened = after(pathway.reviewOpened);
    expect(opened.copy.reviews).toMatchObject({ [ids.review]: { about: 'result', openedAt: opened.message.time, openedSeq: 5 } });
    expect(opened.copy.reviews[ids.review]).not.toHaveProperty('patient');
    const { copy, message } = after(pathway.resultReviewed);
    expect(copy.reviews).toEqual({});
    expect(copy.decisions).toMatchObject([
      {
        review: ids.review,
        about: 'result',
        sentence: 'PSA 0.27 is at or above the limit.',
        decision: { kind: 'recall', by: '2026-03-18' },
        reason: 'Rising',
        person: 'ruth',
        at: message.time,
        seq: 6,
      },
    ]);
  });
  it('loses a review that is no longer needed', () => {
    expect(Object.keys(after(pathway.reviewOpened, 2).copy.reviews)).toEqual([id(31)]);
    expect(after(pathway.reviewWithdrawn).copy.reviews).toEqual({});
  });
  it('has one more test when a clinician asks for one', () => {
    expect(after(pathway.testAdded).copy.tests.map((test) => test.test)).toEqual([ids.test, id(30)]);
  });
  it('has a recall by a date, then on a day, then none', () => {
    expect(after(pathway.recallRequested).copy.recalls).toEqual({
      [ids.recall]: { recall: ids.recall, on: '2026-03-18', booked: false, reason: 'Rising' },
    });
    expect(after(pathway.recallBooked).copy.recalls).toEqual({
      [ids.recall]: { recall: ids.recall, on: '2026-03-16', booked: true, reason: 'Rang him' },
    });
    expect(after(pathway.recallSettled).copy.recalls).toEqual({});
  });
  it('ends with its reason, and goes on when that was an error, which stays told', () => {
    const { copy, message } = after(pathway.followUpEnded);
    expect(copy).toMatchObject({ phase: 'ended', endedBecause: 'patient-died', endedAt: message.time });
    const resumed = after(pathway.followUpResumed).copy;
    expect(resumed.phase).toBe('active');
    expect(resumed).not.toHaveProperty('endedBecause');
    expect(resumed).not.toHaveProperty('endedAt');
    expect(resumed.formerEnds).toMatchObject([{ at: message.time, because: 'patient-died', wentOnBecause: 'death-withdrawn' }]);
  });
  it('ends when its start is undone', () => {
    const { copy, message } = after(pathway.startUndone);
    expect(copy).toMatchObject({ phase: 'ended', endedBecause: 'start-undone', endedAt: message.time });
  });
  it('takes a decision about a review it never heard of, as after a refill that lost one', () => {
    const reviewed = told.find((message) => message.type === pathway.resultReviewed.type)!;
    expect(folded(followUps, [reviewed]).decisions).toMatchObject([{ about: 'result', sentence: '', at: at(16) }]);
  });
});
