import { describe, expect, it } from '@jest/globals';
import type { LetterTemplate } from '@rms/contracts';
import { whatChanges } from './what-changes.js';

const before: LetterTemplate = {
  name: 'result-patient',
  version: 1,
  title: 'Your result',
  subject: 'Your result',
  blocks: [{ kind: 'paragraph', text: 'Hello.' }, { kind: 'list', items: ['One', 'Two'] }, { kind: 'chart' }],
  lookOutFor: { Prostate: ['new pain'] },
};

describe('what a new version changes', () => {
  it('is nothing where only its number is another', () => expect(whatChanges(before, { ...before, version: 2 })).toBeUndefined());
  it('is what is no longer said and what is said from then on', () => {
    const after: LetterTemplate = {
      ...before,
      blocks: [
        { kind: 'paragraph', text: 'Good day.' },
        { kind: 'list', items: ['One', 'Two'] },
      ],
      lookOutFor: { Prostate: ['new pain', 'weight loss'] },
    };
    expect(whatChanges(before, after)).toEqual({
      gone: ['Paragraph: Hello.', 'Chart of results'],
      added: ['Paragraph: Good day.', 'To look out for after Prostate cancer: weight loss'],
      onlyOrder: false,
    });
  });
  it('may be the order alone', () => {
    expect(whatChanges(before, { ...before, blocks: before.blocks.toReversed() })).toMatchObject({ onlyOrder: true });
  });
});
