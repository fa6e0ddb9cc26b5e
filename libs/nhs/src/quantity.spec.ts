import { describe, expect, it } from '@jest/globals';
import { normaliseName, normalisePostcode } from './matching-text.js';
import { compareWithLimit, differenceFrom, parseQuantity, showQuantity } from './quantity.js';
import { sameUnit } from './ucum.js';

const read = (text: string) => {
  const parsed = parseQuantity(text);
  if (!parsed.ok) throw new Error(parsed.rule);
  return parsed.value;
};

describe('a quantity', () => {
  it('keeps its comparator and its decimals', () =>
    expect(['<0.01', '0.20', '>= 100', '≤5'].map((t) => showQuantity(read(t)))).toEqual(['<0.01', '0.20', '>=100', '<=5']));
  it('is never guessed from text', () => {
    for (const text of ['insufficient', '0.05*', '0,21', '1e3', '0.2 ng/mL', '--1', '0x10', '١'])
      expect(parseQuantity(text)).toEqual({ ok: false, rule: 'not-a-number' });
    expect(parseQuantity('  ')).toEqual({ ok: false, rule: 'empty' });
  });
  it.each([
    ['0.19', 'under'],
    ['0.2', 'at-or-above'],
    ['0.20', 'at-or-above'],
    ['<0.2', 'under'],
    ['<=0.2', 'cannot-tell'],
    ['<0.3', 'cannot-tell'],
    ['>0.1', 'cannot-tell'],
    ['>0.2', 'at-or-above'],
    ['>=0.2', 'at-or-above'],
    ['<0.01', 'under'],
  ])('%s against 0.2 is %s', (text, answer) => expect(compareWithLimit(read(text), 0.2)).toBe(answer));
  it('differs from a limit by a decimal figure, not a binary one', () =>
    expect([differenceFrom(read('0.27'), 0.2), differenceFrom(read('2.9'), 2.6)]).toEqual(['0.07', '0.3']));
});

describe('a unit', () => {
  it('is the same when it is only spelled otherwise', () => {
    for (const unit of ['ng/mL', 'ug/L', 'µg/L', 'μg/L', 'NG/ML', 'mcg/L', 'microg/L', 'ng / mL'])
      expect(sameUnit(unit, 'ng/mL')).toBe(true);
  });
  it('is not the same when it is another, or missing', () => {
    for (const unit of ['', 'pg/mL', 'mg/L', 'kU/L', 'nmol/L', 'g/L']) expect(sameUnit(unit, 'ng/mL')).toBe(false);
  });
});

describe('text for matching people', () => {
  it('forgives accents, case, apostrophes and spaces', () =>
    expect([normaliseName('O’Brien-Zoë'), normaliseName("O'BRIEN ZOE"), normalisePostcode('zz1 4hr')]).toEqual([
      'OBRIENZOE',
      'OBRIENZOE',
      'ZZ14HR',
    ]));
});
