import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { collectionsOf, openSqliteDocuments, type DocumentStore } from '@rms/read-models';
import { lettersGauges } from './letters-gauges.js';
import { ownLetters, type LetterCopy } from './letters-of-a-follow-up.projection.js';

describe('the numbers of letters', () => {
  let documents: DocumentStore;
  beforeEach(() => {
    documents = openSqliteDocuments(':memory:', collectionsOf([ownLetters], []));
  });
  afterEach(() => documents.close());
  const letter = (id: string, more: Partial<LetterCopy>): Promise<void> =>
    documents.write([{ put: { ...ownLetters.initial, _id: id, trust: 'ZT001', published: 1, ...more }, into: ownLetters.name }]);

  it('count what has not left, what of it is late, and what left and is not proved in time', async () => {
    await letter('a', { phase: 'owed', isLate: true });
    await letter('b', { phase: 'to-approve' });
    await letter('c', { phase: 'handed-over', isLate: true });
    await letter('d', { phase: 'cancelled', isLate: true });
    await letter('e', { phase: 'approved', isLate: true, trust: 'ZT002' });
    const told = (await lettersGauges(documents)).map(({ name, values }) => [
      name,
      values.map(({ labels, value }) => [labels?.trust, value]),
    ]);
    expect(Object.fromEntries(told)).toEqual({
      rms_letters_owed: [
        ['ZT001', 2],
        ['ZT002', 1],
      ],
      rms_letters_owed_late: [
        ['ZT001', 1],
        ['ZT002', 1],
      ],
      rms_letters_proof_late: [
        ['ZT001', 1],
        ['ZT002', 0],
      ],
    });
  });
});
