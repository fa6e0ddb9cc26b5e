import { describe, expect, it } from '@jest/globals';
import { starterTemplates } from '@rms/letters';
import { starterProtocols } from '@rms/protocols/starters';
import { trainingSenders } from './training-letters.js';
import { trainingTrusts } from './training-trusts.js';

const cancers = [...new Set(starterProtocols.map(({ cancer }) => cancer))];

describe('letters of the training region', () => {
  it('can be written from every trust', () => expect(trainingSenders.map(({ trust }) => trust)).toEqual(Object.keys(trainingTrusts)));
  it.each(starterTemplates.map((template) => [template.name, template] as const))(
    '%s says what to look out for after every cancer that somebody is followed for',
    (_, { blocks, lookOutFor }) => {
      const asks = blocks.some(({ kind }) => kind === 'look-out-for');
      expect(asks ? cancers.filter((cancer) => (lookOutFor[cancer] ?? []).length === 0) : []).toEqual([]);
    },
  );
});
