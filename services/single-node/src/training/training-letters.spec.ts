import { describe, expect, it } from '@jest/globals';
import { starterTemplates } from '@rms/letters';
import { starterProtocols } from '@rms/protocols/starters';
import { trainingSenders } from './training-letters.js';
import { trainingStaff } from './training-staff.js';
import { trainingTrusts } from './training-trusts.js';

const cancers = [...new Set(starterProtocols.map(({ cancer }) => cancer))];

describe('letters of the training region', () => {
  it('can be written from every trust', () => expect(trainingSenders.map(({ trust }) => trust)).toEqual(Object.keys(trainingTrusts)));
  it.each(trainingSenders)('of $trust rest on words that two of its own people approved, who may', ({ trust, approvedBy }) => {
    const may = ['letters-clerk', 'clinical-nurse-specialist', 'consultant'];
    const approvers = trainingStaff.filter(({ trusts, roles }) => trusts.includes(trust) && roles.some((role) => may.includes(role)));
    expect(approvers.map(({ username }) => username)).toEqual(expect.arrayContaining([...approvedBy]));
    expect(new Set(approvedBy).size).toBe(2);
  });
  it.each(Object.keys(trainingTrusts))('of %s have somebody to administer what they print', (trust) =>
    expect(trainingStaff.some(({ trusts, roles }) => trusts.includes(trust) && roles.includes('trust-admin'))).toBe(true),
  );
  it.each(starterTemplates.map((template) => [template.name, template] as const))(
    '%s says what to look out for after every cancer that somebody is followed for',
    (_, { blocks, lookOutFor }) => {
      const asks = blocks.some(({ kind }) => kind === 'look-out-for');
      expect(asks ? cancers.filter((cancer) => (lookOutFor[cancer] ?? []).length === 0) : []).toEqual([]);
    },
  );
});
