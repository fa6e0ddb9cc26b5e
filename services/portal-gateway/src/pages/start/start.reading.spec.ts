import { describe, expect, it } from '@jest/globals';
import { on, protocol, today } from '../../patient-page/patient-file.fixture.js';
import { readStart, type Offered } from './start.reading.js';

type Values = Readonly<Record<string, string>>;
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
    });
  });
  it('that is empty says everything that is missing, in the order of the page', () => {
    expect(errorsOf({})).toEqual([
      ['Choose the protocol', '#protocol'],
      ['Enter the date of operation: day, month and year', '#anchor-day'],
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

describe('the date of operation', () => {
  it.each([
    ['30 2 2026', 'Date of operation must be a real date, such as 20 1 2026', '#anchor-day'],
    ['x 2 2026', 'Date of operation must be a real date, such as 20 1 2026', '#anchor-day'],
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
