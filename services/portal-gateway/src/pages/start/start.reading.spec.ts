import { describe, expect, it } from '@jest/globals';
import { imaging } from '@rms/protocols/testing';
import { on, protocol, today } from '../../patient-page/patient-file.fixture.js';
import { startFormOf } from './start-form.model.js';
import { readStart, type Offered } from './start.reading.js';
import type { Values } from '../form.js';

const offered: Offered = { protocols: [protocol], teams: ['nurses'], today, bornOn: on('1957-05-12') };
const dated = (name: string, text: string): Values => {
  const [day = '', month = '', year = ''] = text.split(' ');
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
};
const right: Values = {
  protocol: protocol.protocol,
  whoseLimit: 'protocol',
  stream: 'self-management',
  team: 'nurses',
  ...dated('anchor', '3 2 2026'),
};
const own: Values = { ...right, whoseLimit: 'personal', limit: '0.40', agreedBy: 'David Penrose', because: 'Benign margin' };

const errorsOf = (values: Values, more: Partial<Offered> = {}) => {
  const read = readStart(values, { ...offered, ...more });
  return read.ok ? [] : read.errors.map(({ text, href }) => [text, href]);
};
const answersOf = (values: Values) => {
  const read = readStart(values, offered);
  if (!read.ok) throw new Error(read.errors.map((error) => error.text).join('; '));
  return read.answers;
};

describe('a form that starts a follow-up', () => {
  it('is read when nothing is wrong with it', () => {
    expect(answersOf(right)).toEqual({
      protocol,
      anchorOn: '2026-02-03',
      stream: 'self-management',
      team: 'nurses',
      personalLimit: undefined,
      answers: {},
    });
  });
  it('that is empty says everything that is missing, in the order of the page', () => {
    expect(errorsOf({})).toEqual([
      ['Choose the protocol', '#protocol'],
      ['Enter the date the tests are counted from: day, month and year', '#anchor-day'],
      ['Choose which limit is used', '#whoseLimit'],
      ['Choose the stream', '#stream'],
      ['Choose the team that owns the follow-up', '#team'],
    ]);
  });
  it.each([
    ['a protocol that is not offered', { protocol: 'another' }, 'Choose the protocol', '#protocol'],
    ['a stream that there is not', { stream: 'toString' }, 'Choose the stream', '#stream'],
    ['a team that may not own it', { team: 'coordinators' }, 'Choose the team that owns the follow-up', '#team'],
    ['a limit of neither kind', { whoseLimit: 'mine' }, 'Choose which limit is used', '#whoseLimit'],
  ])('refuses %s', (_, values, text, href) => expect(errorsOf({ ...right, ...values })).toEqual([[text, href]]));
});

describe('a protocol that asks', () => {
  const asking: Values = { ...right, protocol: imaging.protocol };
  const both: Partial<Offered> = { protocols: [protocol, imaging] };
  const answered = (left: string, right_: string): Values => ({
    ...asking,
    'imaging-for-tests-left': left,
    'imaging-for-tests-right': right_,
  });
  it('is read with an answer to each question', () => {
    const read = readStart(answered('removed', 'kept'), { ...offered, ...both });
    expect(read.ok && read.answers.answers).toEqual({ left: 'removed', right: 'kept' });
  });
  it.each<[string, Values, readonly (readonly string[])[]]>([
    [
      'no answers',
      asking,
      [
        ['Answer this: What was done on the left?', '#imaging-for-tests-left'],
        ['Answer this: What was done on the right?', '#imaging-for-tests-right'],
      ],
    ],
    ['an answer that is none', answered('kept', 'burnt'), [['Answer this: What was done on the right?', '#imaging-for-tests-right']]],
    [
      'answers that do not go together',
      answered('untouched', 'untouched'),
      [['At least one side was operated', '#imaging-for-tests-left']],
    ],
    [
      'a limit, where nothing is measured',
      { ...answered('kept', 'kept'), whoseLimit: 'personal', limit: '1', agreedBy: 'X', because: 'Y' },
      [['Imaging for tests reads reports and has no limit: choose the protocol’s', '#whoseLimit']],
    ],
  ])('is refused with %s', (_, values, errors) => expect(errorsOf(values, both)).toEqual(errors));
  it('needs a date of birth where its tests go on by age, and only there', () => {
    const unknown = { ...both, bornOn: undefined };
    expect(errorsOf(answered('kept', 'kept'), unknown).map(([, href]) => href)).toEqual(['#protocol']);
    expect(errorsOf(answered('removed', 'removed'), unknown)).toEqual([]);
  });
  it('leaves aside what was answered to another protocol', () => {
    const read = readStart({ ...answered('kept', 'kept'), protocol: protocol.protocol }, { ...offered, ...both });
    expect(read.ok && read.answers.answers).toEqual({});
  });
});

describe('the form to start a follow-up', () => {
  const signed = (one: typeof protocol) => ({ protocol: one, by: 'David Penrose', on: '1 March 2026' });
  it('offers each protocol with its own questions and says nothing of one that holds for another', () => {
    const form = startFormOf([signed(protocol), signed(imaging)]);
    expect(form.protocols.map(({ text, questions }) => [text, questions.map(({ field }) => field)])).toEqual([
      ['Imaging for tests', ['imaging-for-tests-left', 'imaging-for-tests-right']],
      ['Prostate, after radical prostatectomy', []],
    ]);
    expect(form.protocols[0]?.hint).toBe(
      'Version 1, signed by David Penrose on 1 March 2026. Counted from the date of surgery. Rule: The coded conclusion of the scan.',
    );
    expect(form.anchorHint).toMatch(/^Date of surgery or date of operation, as the protocol says/);
    expect({ limits: form.limits, units: form.units }).toEqual({
      limits: ['Prostate, after radical prostatectomy: 0.2 ng/mL'],
      units: ['ng/mL'],
    });
  });
  it('has no limit to choose where nothing is measured', () => expect(startFormOf([signed(imaging)]).limits).toEqual([]));
});

describe('the date of operation', () => {
  it.each([
    ['30 2 2026', 'The date of operation must be a real date, such as 20 1 2026', '#anchor-day'],
    ['x 2 2026', 'The date of operation must be a real date, such as 20 1 2026', '#anchor-day'],
    ['5 3 2026', 'Date of operation must be today or earlier', '#anchor-year'],
    ['11 5 1957', 'Date of operation must be after the date of birth, 12 May 1957', '#anchor-year'],
    ['3  2026', 'Enter the date of operation: day, month and year', '#anchor-day'],
  ])('%j is refused', (typed, text, href) => expect(errorsOf({ ...right, ...dated('anchor', typed) })).toEqual([[text, href]]));
  it('may be today', () => {
    expect(answersOf({ ...right, ...dated('anchor', '4 3 2026') }).anchorOn).toBe('2026-03-04');
  });
  it('is not held against a date of birth that is not known', () => {
    expect(errorsOf({ ...right, ...dated('anchor', '11 5 1957') }, { bornOn: undefined })).toEqual([]);
  });
  it('is called what the protocol calls it', () => {
    const brachytherapy = { ...protocol, anchorName: 'Date of implant' };
    expect(errorsOf({ ...right, ...dated('anchor', '') }, { protocols: [brachytherapy] })).toEqual([
      ['Enter the date of implant: day, month and year', '#anchor-day'],
    ]);
  });
});

describe('a limit of the patient’s own', () => {
  it('is read with who agreed it and why, in the unit of the protocol’s rule', () => {
    expect(answersOf(own).personalLimit).toEqual({ value: 0.4, unit: 'ng/mL', agreedBy: 'David Penrose', because: 'Benign margin' });
  });
  it('may end on a day, which may be today', () => {
    expect(answersOf({ ...own, ...dated('until', '4 3 2026') }).personalLimit).toMatchObject({ untilOn: '2026-03-04' });
  });
  it('without its parts says each that is missing', () => {
    expect(errorsOf({ ...right, whoseLimit: 'personal' })).toEqual([
      ['Limit must be a number such as 0.4', '#limit'],
      ['Enter the consultant who agreed the limit', '#agreedBy'],
      ['Enter why this patient has a limit of his or her own', '#because'],
    ]);
  });
  it.each(['0', '-0.4', '<0.4', '0,4', 'none'])('of %j is no limit', (limit) => {
    expect(errorsOf({ ...own, limit })).toEqual([['Limit must be a number such as 0.4', '#limit']]);
  });
  it.each([
    ['3 3 2026', 'The date until which the limit holds must be today or later'],
    ['31 2 2027', 'The date until which the limit holds must be a real date'],
  ])('cannot end on %j', (typed, text) => {
    expect(errorsOf({ ...own, ...dated('until', typed) })).toEqual([[text, '#until-day']]);
  });
  it('that was typed and then not chosen is left aside', () => {
    expect(answersOf({ ...own, whoseLimit: 'protocol', limit: 'x' }).personalLimit).toBeUndefined();
  });
});
