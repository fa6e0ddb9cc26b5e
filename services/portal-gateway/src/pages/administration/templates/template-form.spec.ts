import { describe, expect, it } from '@jest/globals';
import type { LetterTemplate } from '@rms/contracts';
import { blocksIn, rearranged } from './template-blocks.js';
import { blankTemplate, problemError, readTemplate, valuesOf } from './template-form.js';

const content: LetterTemplate = {
  name: 'result-patient',
  version: 2,
  title: 'Your test result',
  subject: '{% if result %}Your {{ result.test }} result{% endif %}',
  blocks: [
    { kind: 'heading', text: 'What happens next' },
    { kind: 'paragraph', text: 'Ring {{ contact.phone }}.' },
    { kind: 'list', items: ['One', 'Two'] },
    { kind: 'look-out-for' },
    { kind: 'results' },
  ],
  sms: 'Ring {{ contact.phone }}.',
  lookOutFor: { Prostate: ['new pain'], Breast: ['a lump', 'a rash'] },
};
const values = valuesOf(content);
const errorsIn = (typed: Readonly<Record<string, string>>): readonly string[] =>
  readTemplate(typed, content).errors.map(({ field }) => field);
const kindsAfter = (what: string, more: Readonly<Record<string, string>> = {}): readonly string[] =>
  blocksIn(rearranged({ ...values, ...more, do: what })?.values ?? {}).map(({ kind }) => kind);

describe('the form of a template', () => {
  it('gives back the template that it was filled in from', () => {
    expect(readTemplate(values, content)).toEqual({ content, errors: [] });
  });
  it('takes lines as a browser sends them', () => {
    expect(readTemplate({ ...values, 'text-3': 'One\r\n\r\n Two \r\n', 'look-1': 'new pain\r\n' }, content)).toEqual({
      content,
      errors: [],
    });
  });
  it('names what is missing or too long', () => {
    expect(errorsIn({ ...blankTemplate })).toEqual(['title', 'subject', 'text-1']);
    expect(errorsIn({ title: 'x', subject: 'x' })).toEqual(['addKind']);
    expect(errorsIn({ ...values, 'text-2': 'x'.repeat(4001), sms: 'x'.repeat(601) })).toEqual(['sms', 'text-2']);
    expect(errorsIn({ ...values, 'text-3': 'x\n'.repeat(31) })).toEqual(['text-3']);
    expect(errorsIn({ ...values, 'look-1': '', 'cancer-2': '' })).toEqual(['look-1', 'cancer-2']);
    expect(errorsIn({ ...values, 'cancer-2': 'Prostate' })).toEqual(['cancer-2']);
    expect(errorsIn({ ...values, 'cancer-1': '', 'look-1': '', 'cancer-2': '', 'look-2': '' })).toEqual(['cancer-1']);
  });
});

describe('a block of the form', () => {
  it('is added where it is wanted, empty', () => {
    expect(kindsAfter('add', { addKind: 'important', addAfter: '1' })).toEqual([
      'heading',
      'important',
      'paragraph',
      'list',
      'look-out-for',
      'results',
    ]);
    expect(rearranged({ ...values, do: 'add', addKind: 'important', addAfter: '0' })).toMatchObject({ block: 1, values: { 'text-1': '' } });
  });
  it('is removed with its words', () => {
    expect(kindsAfter('remove-2')).toEqual(['heading', 'list', 'look-out-for', 'results']);
    expect(rearranged({ ...values, do: 'remove-2' })?.values['text-2']).toBe('One\nTwo');
  });
  it('moves up and down, and not past an end', () => {
    expect(kindsAfter('up-2')).toEqual(['paragraph', 'heading', 'list', 'look-out-for', 'results']);
    expect(kindsAfter('down-1')).toEqual(['paragraph', 'heading', 'list', 'look-out-for', 'results']);
    expect(kindsAfter('up-1')).toEqual(kindsAfter('down-5'));
  });
  it('keeps everything else that was typed', () => {
    expect(rearranged({ ...values, title: 'Another title', do: 'up-2' })?.values).toMatchObject({
      title: 'Another title',
      'look-1': 'new pain',
    });
  });
  it.each(['check', '', 'toString', 'constructor'])('is left alone by %p', (what) =>
    expect(rearranged({ ...values, do: what })).toBeUndefined(),
  );
});

describe('what the owner finds wrong', () => {
  it.each([
    ['blocks.1.text', 'text-2', 'Block 2, line 3: There is no “x”.'],
    ['blocks.2.items.1', 'text-3', 'Block 3, point 2: There is no “x”.'],
    ['title', 'title', 'Title: There is no “x”.'],
    ['sms', 'sms', 'Text message: There is no “x”.'],
  ])('in %s stands at the field %s', (at, field, text) =>
    expect(problemError({ at, line: 3, sentence: 'There is no “x”.' })).toMatchObject({ field, text }),
  );
});
