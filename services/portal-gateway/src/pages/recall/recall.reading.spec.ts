import { describe, expect, it } from '@jest/globals';
import { errorsInRecall, readRecall } from './recall.reading.js';
import type { Values } from '../form.js';

const booked: Values = { what: 'booked', note: 'Rang him', seen: '7', 'on-day': '18', 'on-month': '3', 'on-year': '2026' };
const errors = (values: Values) => errorsInRecall(values).map(({ text, href }) => [text, href]);

describe('the form about a recall', () => {
  it('takes a booked day with a note', () => {
    expect(errors(booked)).toEqual([]);
  });
  it.each(['seen', 'not-needed', 'patient-declined'])('takes the outcome %s with a note and without a day', (what) => {
    expect(errors({ what, note: 'x' })).toEqual([]);
  });
  it('asks what happened, and for a note', () => {
    expect(errors({})).toEqual([
      ['Choose what happened', '#what'],
      ['Enter a note: who was spoken to, or what was decided', '#note'],
    ]);
  });
  it('refuses an outcome that there is not', () => {
    expect(errors({ what: 'lost', note: 'x' })).toEqual([['Choose what happened', '#what']]);
  });
  it('asks for a clinic day that is not there in full', () => {
    expect(errors({ ...booked, 'on-day': '' })).toEqual([['Enter the clinic date: day, month and year', '#on-day']]);
  });
  it.each([{ 'on-day': '31', 'on-month': '2' }, { 'on-year': 'soon' }])('refuses a clinic day that no calendar has: %j', (part) => {
    expect(errors({ ...booked, ...part })).toEqual([['The clinic date must be a real date, such as 20 1 2026', '#on-day']]);
  });
});

describe('what became of a recall', () => {
  it('is a booking with its day', () => {
    expect(readRecall(booked)).toEqual({
      fact: 'booking',
      body: { seen: 7, note: 'Rang him', on: '2026-03-18' },
      recorded: 'The clinic date is recorded.',
    });
  });
  it('is an outcome, whatever day was left in the form', () => {
    expect(readRecall({ ...booked, what: 'patient-declined' })).toEqual({
      fact: 'outcome',
      body: { seen: 7, note: 'Rang him', outcome: 'patient-declined' },
      recorded: 'The outcome is recorded.',
    });
  });
});
