import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { acceptabilityOf, matrixShape, riskOf } from './risk-matrix.js';

const file = join(import.meta.dirname, '..', '..', 'docs', 'clinical-safety', 'risk-matrix.json');
const matrix = matrixShape.parse(JSON.parse(readFileSync(file, 'utf8')));

describe('the risk matrix', () => {
  // Written out a second time, by hand, so that no slip in the file goes unseen.
  it.each([
    [1, 1, 1],
    [1, 2, 1],
    [1, 3, 2],
    [1, 4, 2],
    [1, 5, 3],
    [2, 1, 1],
    [2, 2, 2],
    [2, 3, 2],
    [2, 4, 3],
    [2, 5, 4],
    [3, 1, 2],
    [3, 2, 2],
    [3, 3, 3],
    [3, 4, 3],
    [3, 5, 4],
    [4, 1, 2],
    [4, 2, 3],
    [4, 3, 3],
    [4, 4, 4],
    [4, 5, 5],
    [5, 1, 3],
    [5, 2, 4],
    [5, 3, 4],
    [5, 4, 5],
    [5, 5, 5],
  ])('rates likelihood %d and severity %d as %d', (likelihood, severity, risk) =>
    expect(riskOf(matrix, { likelihood, severity })).toBe(risk),
  );

  it('is no product: 2 × 5 is a higher risk than 3 × 4', () => {
    expect(riskOf(matrix, { likelihood: 2, severity: 5 })).toBe(4);
    expect(riskOf(matrix, { likelihood: 3, severity: 4 })).toBe(3);
  });

  it('never falls when harm is worse or more likely', () => {
    const levels = [1, 2, 3, 4, 5];
    const at = (likelihood: number, severity: number): number => riskOf(matrix, { likelihood, severity }) ?? 0;
    for (const one of levels)
      for (const other of levels.slice(1)) {
        expect(at(one, other)).toBeGreaterThanOrEqual(at(one, other - 1));
        expect(at(other, one)).toBeGreaterThanOrEqual(at(other - 1, one));
      }
  });

  it('says of each risk whether it can be accepted', () => {
    expect([1, 2, 3, 4, 5].map((risk) => acceptabilityOf(matrix, risk))).toEqual([
      'acceptable',
      'acceptable where the cost of further reduction outweighs its benefit',
      'undesirable: acceptable only where further reduction is impractical',
      'must be eliminated or controlled',
      'unacceptable',
    ]);
  });
});
