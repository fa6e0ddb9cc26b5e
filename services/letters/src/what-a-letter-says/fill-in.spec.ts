import { describe, expect, it } from '@jest/globals';
import type { LetterTemplate } from '@rms/contracts';
import { starterTemplates } from '../template/starter.js';
import { fillIn } from './fill-in.js';
import { problemsOf } from './template-problems.js';
import { fullContent, sparseContent } from './letter-content.js';

const saying = (text: string): LetterTemplate => ({
  name: 'result-patient',
  version: 1,
  title: 'A letter',
  subject: 'About you',
  blocks: [
    { kind: 'paragraph', text: 'Hello.' },
    { kind: 'paragraph', text },
  ],
  lookOutFor: {},
});

describe('a letter template', () => {
  it.each(starterTemplates)('$name can be filled in with everything and with next to nothing', (template) => {
    expect(problemsOf(template)).toEqual([]);
    for (const content of [fullContent, sparseContent]) expect(fillIn(template, content).blocks.length).toBeGreaterThan(0);
  });
  it.each([
    ['a name nobody knows', 'Dear\n{{ patient.nickname }}', 'block 2 (paragraph): undefined variable: patient.nickname, line:2, col:4'],
    [
      'what may be missing, without asking',
      'Next: {{ next.due }}',
      'block 2 (paragraph): this may be missing: ask {% if %} first, line:1, col:7',
    ],
    ['a filter nobody knows', '{{ patient.name | shout }}', 'block 2 (paragraph): undefined filter: shout, line:1, col:1'],
    ['a file', '{% include "secrets" %}', 'block 2 (paragraph): tag "include" not found, line:1, col:1'],
    ['what is inherited', '{{ patient.constructor }}', 'block 2 (paragraph): undefined variable: patient.constructor, line:1, col:4'],
    ['without end', '{% for n in (1..900000000) %}x{% endfor %}', 'block 2 (paragraph): memory alloc limit exceeded, line:1, col:1'],
  ])('that asks for %s is refused, with the place and the line', (_, text, problem) => {
    expect(problemsOf(saying(text))).toContain(problem);
  });
  it('takes nothing that is filled in for a tag, a block or a line of its own', () => {
    const filled = fillIn(saying('{{ patient.name }}'), {
      ...fullContent,
      patient: { ...fullContent.patient, name: '= Heading\n#panic("x") {{ contact.phone }}' },
    });
    expect(filled.blocks).toEqual([
      { kind: 'paragraph', text: 'Hello.' },
      { kind: 'paragraph', text: '= Heading #panic("x") {{ contact.phone }}' },
    ]);
  });
  it('leaves out what has nothing to say', () => {
    expect(fillIn(saying('{% if recall %}Clinic on {{ recall.on }}{% endif %}'), sparseContent).blocks).toHaveLength(1);
  });
});

describe('a heading', () => {
  const blocks = [
    { kind: 'heading', text: 'What happens next' },
    { kind: 'paragraph', text: '{% if next %}A test.{% endif %}' },
    { kind: 'heading', text: 'All your results' },
    { kind: 'results' },
  ] as const;
  const template = { ...saying(''), blocks: [...blocks] };
  const kinds = (content: typeof fullContent): readonly string[] => fillIn(template, content).blocks.map(({ kind }) => kind);

  it('stands over what there is to say', () => expect(kinds(fullContent)).toEqual(['heading', 'paragraph', 'heading', 'results']));
  it('is left out where nothing stands under it', () => expect(kinds(sparseContent)).toEqual([]));
});

describe('a letter to a patient', () => {
  const patients = starterTemplates.filter(({ name }) => name.endsWith('-patient'));
  const wordsIn = (template: LetterTemplate): readonly string[] =>
    fillIn(template, fullContent).blocks.flatMap((block) => ('items' in block ? block.items : 'text' in block ? [block.text] : []));

  it.each(patients)('$name is in short sentences, and names a number to ring', (template) => {
    const texts = template.sms === undefined ? wordsIn(template) : [fillIn(template, fullContent).sms ?? ''];
    const sentences = texts.flatMap((text) => text.split(/[.:?!] /)).map((sentence) => sentence.split(' ').length);
    expect(Math.max(...sentences)).toBeLessThanOrEqual(24);
    expect(texts.join(' ')).toContain('01632 960123');
  });
  it.each(patients.filter(({ name }) => !name.includes('ended') && !name.includes('recall')))(
    '$name says by when to have heard',
    (template) => {
      const { blocks, sms = '' } = fillIn(template, fullContent);
      expect(JSON.stringify(blocks) + sms).toContain('If you have not heard from us by 9 October 2026');
    },
  );
  it('with good news names test, date, value, limit, next date and what to look out for', () => {
    const text = wordsIn(patients.find(({ name }) => name === 'result-patient')!).join('\n');
    for (const part of ['PSA', '2 March 2026', '0.05 ng/mL', 'limit of 0.20', '4 September 2026', 'new pain in your bones'])
      expect(text).toContain(part);
  });
  it('prints no gap before a comma where a result has no unit', () => {
    const report = { ...fullContent, result: { ...fullContent.result!, shown: 'M1 Normal', unit: '' } };
    for (const template of starterTemplates) expect(JSON.stringify(fillIn(template, report))).not.toMatch(/ [,.;:]/);
  });
});
