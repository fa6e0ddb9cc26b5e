import { describe, expect, it } from '@jest/globals';
import { starterProtocol } from '@rms/protocols/starters';
import { imaging } from '@rms/protocols/testing';
import { protocolModel } from './protocol.model.js';

describe('a protocol in words', () => {
  it('of a limit says what is done under it, at it, and at it again', () =>
    expect(protocolModel(starterProtocol('prostate-after-prostatectomy')).rules[0]?.lines).toEqual([
      'Under 0.2 ng/mL: a letter within 7 days, no review.',
      'First value at or above it: a review within 2 working days, which proposes a repeat within 6 weeks.',
      'Second value at or above it: suspected recurrence, a review within 2 working days.',
      'A value that cannot be read: never compared, a review within 2 working days.',
      'A limit of a patient’s own: at most 10 ng/mL, agreed by a consultant.',
    ]));
  it('of a limit that is counted says how', () =>
    expect(protocolModel(starterProtocol('prostate-after-radiotherapy')).rules[0]?.lines.slice(0, 3)).toEqual([
      'The limit is the lowest value since treatment plus 2 ng/mL. A value too low to measure counts as 0. The lowest value can still fall until about 18 months after treatment.',
      'A first value of 2.00 or more, with nothing to count from: a review within 5 working days.',
      'Under the limit: a letter within 7 days, no review.',
    ]));
  it('of reports says what each code means, what is asked, what is planned for whom, and how it ends', () => {
    const { rules, questions, tests, ends } = protocolModel(imaging);
    expect(rules[0]?.lines).toEqual([
      'S1 (normal), S2 (harmless): reassuring, a letter within 14 days, no review.',
      'S3 (unclear): asks for action, a review within 2 working days.',
      'S4 (suspicious): asks for action, a review within 1 working day.',
      'Any other code, none, or a side that is not tested: never guessed at, a review within 2 working days.',
    ]);
    expect(questions[0]).toEqual({ asks: 'What was done on the left?', options: ['Operated and kept', 'Removed', 'Not operated'] });
    expect(tests[1]).toMatchObject({
      name: 'Scan, left',
      onlyWhen: ['What was done on the left? Operated and kept, or: Not operated', 'What was done on the right? Removed'],
      rows: [{ label: '12 months', opens: '30 days before', overdue: '30 days' }, {}],
      goesOn: 'Then every 12 months for as long as the patient is younger than 50 on the day the test is due.',
    });
    expect(ends?.text).toBe(
      '24 months after the date of surgery, and never before the last test is due, a clinician decides how follow-up ends.',
    );
  });
});
