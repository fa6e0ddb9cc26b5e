import { describe, expect, it } from '@jest/globals';
import { lettersAmiss, type LetterFact, type OnTheShelf } from './letters-amiss.js';

const one = 'a0000000-0000-4000-8000-000000000001';
const other = 'a0000000-0000-4000-8000-000000000002';
const fact = (type: string, data: LetterFact['data'] = {}, letter = one): LetterFact => ({
  id: `${type} of ${letter}`,
  stream: `letters.letter-${letter}`,
  type,
  data,
});
const owed = (letter = one, to = 'patient'): LetterFact => fact('LetterOwed', { followUp: 'f', about: 'result', to }, letter);
const approved = fact('LetterApproved');
const handedOver = fact('LetterHandedOver', { to: ['Mr Allan'] });
const unknown = [fact('LetterOutcomeUnknown'), fact('LetterNeedsSomebody')];
const task: LetterFact = { id: 't', stream: 'alerting.task-1', type: 'TaskOpened', data: { about: one, owner: { team: 'office' } } };
const shelf: readonly OnTheShelf[] = [{ key: handedOver.id, timesGiven: 1 }];
const gone = [owed(), approved, handedOver, fact('LetterAccepted'), fact('LetterDelivered')];

describe('the letters of a history, held against the carrier’s register', () => {
  it('are as they should be when each was given once and is accounted for', () => {
    expect(lettersAmiss(gone, shelf)).toEqual([]);
    expect(lettersAmiss([owed(), approved, handedOver, ...unknown, task], [])).toEqual([]);
    expect(lettersAmiss([owed(), approved, handedOver, ...unknown, task], shelf)).toEqual([]);
    expect(lettersAmiss([owed(), owed(other, 'gp')], [])).toEqual([]);
  });

  it.each<[string, readonly LetterFact[], readonly OnTheShelf[], string]>([
    ['given twice', gone, [{ key: handedOver.id, timesGiven: 2 }], `letter ${one} was given to the carrier 2 times`],
    ['handed over twice', [...gone, handedOver], shelf, `letter ${one} was handed over 2 times`],
    ['given without a hand-over', gone, [...shelf, { key: 'x', timesGiven: 1 }], 'the carrier has something that nobody handed over: x'],
    ['two letters with the same news', [owed(), owed(other)], [], 'result of f to patient: 2 letters'],
    ['said to be sent and never given', gone, [], `letter ${one} is said to be with the carrier, who has none`],
    ['given and forgotten', [owed(), approved, handedOver], shelf, `letter ${one} is with the carrier, and nobody knows`],
    ['approved and left lying', [owed(), approved], [], `letter ${one} was approved and went nowhere`],
    ['handed over and left lying', [owed(), approved, handedOver], [], `letter ${one} was approved and went nowhere`],
    [
      'unknown to everybody',
      [owed(), approved, handedOver, fact('LetterOutcomeUnknown')],
      [],
      `nobody is to find out what became of letter ${one}`,
    ],
    ['refused in silence', [owed(), approved, handedOver, fact('LetterRefused')], [], `letter ${one} did not arrive, and nobody is told`],
    ['without a task', [owed(), approved, handedOver, ...unknown], [], `letter ${one} needs somebody and has 0 open tasks`],
    [
      'with a task that nobody has',
      [owed(), approved, handedOver, ...unknown, { ...task, data: { about: one, owner: {} } }],
      [],
      `letter ${one} needs somebody and has 0 open tasks`,
    ],
    [
      'with a task that was closed',
      [owed(), approved, handedOver, ...unknown, task, { ...task, type: 'TaskClosed', data: {} }],
      [],
      `letter ${one} needs somebody and has 0 open tasks`,
    ],
  ])('are found out: %s', (_what, facts, given, finding) => expect(lettersAmiss(facts, given)).toContain(finding));
});
