import { describe, expect, it } from '@jest/globals';
import type { LetterCopy } from '../../copies/letters.projection.js';
import { lettersThatLeft } from './letters-that-left.model.js';

const letter = (phase: LetterCopy['phase'], to: 'patient' | 'gp' = 'patient', followUp = 'f'): LetterCopy => ({
  _id: phase,
  trust: 'ZT001',
  published: 1,
  letter: { letter: phase, followUp, patient: 'p', about: 'result', weight: 'reassuring', to, by: '2026-03-20', says: 'PSA 0.05' },
  patient: 'p',
  phase,
  owedAt: '2026-03-10T09:00:00.000Z',
  at: '2026-03-12T09:00:00.000Z',
  dueBy: '',
  outcomeUnknown: false,
  steps: [],
});

describe('letters that have left a follow-up whose start is undone', () => {
  it('are those that the carrier has, and those that arrived', () => {
    expect(
      lettersThatLeft([letter('handed-over'), letter('dispatched', 'gp'), letter('delivered')], 'f').map(({ where }) => where),
    ).toEqual([
      'to the patient, handed over on 12 March 2026',
      'to the GP, dispatched on 12 March 2026',
      'to the patient, delivered on 12 March 2026',
    ]);
  });
  it('are none that waits, was cancelled, came back or is of another follow-up', () => {
    const here = (['owed', 'to-approve', 'approved', 'returned', 'not-sent', 'cancelled', 'none'] as const).map((phase) => letter(phase));
    expect(lettersThatLeft([...here, letter('delivered', 'patient', 'another')], 'f')).toEqual([]);
  });
});
