import { describe, expect, it } from '@jest/globals';
import type { LetterTemplate } from '@rms/contracts';
import { starterTemplates } from '../template/starter.js';
import { problemsIn, problemsOf } from './template-problems.js';
import { tryOut } from './try-out.js';

const phone = 'Ring {{ contact.phone }}.';
const hearBy = 'If you have not heard from us by {{ hearBy }}, ring us.';
const saying = (texts: readonly string[], more: Partial<LetterTemplate> = {}): LetterTemplate => ({
  name: 'result-patient',
  version: 1,
  title: 'A letter',
  subject: 'About you',
  blocks: texts.map((text) => ({ kind: 'paragraph', text })),
  lookOutFor: {},
  ...more,
});
const rulesIn = (template: LetterTemplate): readonly string[] => problemsIn(template).map(({ rule }) => rule);

describe('a template for letters to a patient', () => {
  it.each(starterTemplates)('that the product comes with says whom to ring and by when to have heard: $name', (template) =>
    expect(problemsOf(template)).toEqual([]),
  );
  it('is refused where it never says whom to ring, or by when to have heard, with the rule', () => {
    expect(rulesIn(saying(['Hello.']))).toEqual(['telephone-number', 'hear-by']);
    expect(rulesIn(saying([phone]))).toEqual(['hear-by']);
    expect(rulesIn(saying([hearBy]))).toEqual(['telephone-number']);
    expect(rulesIn(saying([phone, hearBy]))).toEqual([]);
  });
  it('is refused where some letter does not say it, with the template, the place, the line and when', () => {
    const template = saying(['Hello.', `One\n{% if overdue %}${phone}{% endif %}`, hearBy]);
    expect(problemsOf(template)).toEqual([
      'block 2 (paragraph): Template result-patient: Every letter to a patient says whom to ring. Put {{ contact.phone }} into it, also where there is no “overdue”, line:2, col:25',
    ]);
    expect(tryOut(template).problems).toEqual([
      {
        at: 'blocks.1.text',
        line: 2,
        sentence: 'Every letter to a patient says whom to ring. Put {{ contact.phone }} into it, also where there is no “overdue”.',
      },
    ]);
  });
  it('need say by when to have heard only where something is to come', () => {
    expect(rulesIn(saying([phone, `{% if next or overdue or paused %}${hearBy}{% endif %}`]))).toEqual([]);
    expect(rulesIn(saying([phone, `{% if next %}${hearBy}{% endif %}`]))).toEqual(['hear-by']);
    expect(rulesIn(saying([phone], { name: 'follow-up-ended-patient' }))).toEqual([]);
    expect(
      rulesIn(
        saying([phone, `{% if recall %}{% unless recall.isBooked %}${hearBy}{% endunless %}{% endif %}`], { name: 'recall-patient' }),
      ),
    ).toEqual(['hear-by']);
  });
  it('says it in the text message where it is one: nothing else is sent', () => {
    const message = (sms: string) => rulesIn(saying([phone, hearBy], { name: 'test-missed-again-patient', sms }));
    expect(message('Ring us.')).toEqual(['telephone-number', 'hear-by']);
    expect(message(`${phone} ${hearBy}`)).toEqual([]);
  });
  it('says it in a text, and not in the line under the greeting', () =>
    expect(rulesIn(saying(['Hello.'], { subject: `${phone} ${hearBy}` }))).toEqual(['telephone-number', 'hear-by']));
});

describe('a template for letters to a GP', () => {
  it('need not say it', () => expect(rulesIn(saying(['Hello.'], { name: 'result-gp' }))).toEqual([]));
});
