import { describe, expect, it } from '@jest/globals';
import type { LetterTemplate } from '@rms/contracts';
import { starterTemplates } from '../template/starter.js';
import { namesInLetters, tryOut, type NameInLetters } from './try-out.js';

const saying = (text: string, more: Partial<LetterTemplate> = {}): LetterTemplate => ({
  name: 'result-patient',
  version: 1,
  title: 'A letter',
  subject: 'About you',
  blocks: [
    { kind: 'paragraph', text: 'Ring {{ contact.phone }} if you have not heard from us by {{ hearBy }}.' },
    { kind: 'paragraph', text },
  ],
  lookOutFor: {},
  ...more,
});

describe('a template that is tried', () => {
  it.each([
    ['Dear\n{{ patient.nickname }}', 2, 'There is no “patient.nickname”. Use one of the names that a letter may use.'],
    ['Next: {{ next.due }}', 1, '“{{ next.due }}” may be missing. Put it between {% if next %} and {% endif %}.'],
    ['{{ patient }}', 1, '“{{ patient }}” is not a text. Name one of its parts.'],
    ['{{ patient.name | shout }}', 1, 'There is no filter “shout”.'],
    ['{% include "secrets" %}', 1, 'There is no {% include %}. There are if, unless, case and for.'],
    ['{% if next %}On {{ next.due }}', 1, '{% if next %} has no end.'],
    ['{% for n in (1..900000000) %}x{% endfor %}', 1, 'It would never end, or would be far too long.'],
    [
      '{% if result.isOverLimit %}{% if paused %}\n{{ patient.nonsense }}{% endif %}{% endif %}',
      2,
      'There is no “patient.nonsense”. Use one of the names that a letter may use.',
    ],
    [
      '{% if result.isOverLimit and next == null %}On {{ recall.on }}{% endif %}',
      1,
      '“{{ recall.on }}” may be missing. Put it between {% if recall %} and {% endif %}.',
    ],
    [
      '{% if letter.date == "never" %}{{ result.nonsense }}{% endif %}',
      1,
      'There is no “result.nonsense”. Use one of the names that a letter may use.',
    ],
    ['{{ patient.name', 1, 'This cannot be read: output "{{ patient.name" not closed.'],
  ])('says of %p on line %p what is to be mended', (text, line, sentence) => {
    const { problems, full } = tryOut(saying(text));
    expect(problems).toContainEqual({ at: 'blocks.1.text', line, sentence });
    expect(full).toBeUndefined();
  });
  it('names the item of a list', () => {
    const { problems } = tryOut(saying('', { blocks: [{ kind: 'list', items: ['One', '{{ two }}'] }] }));
    expect(problems.map(({ at }) => at)).toEqual(['blocks.0.items.1']);
  });
  it.each(starterTemplates)('$name reads on both invented letters', (template) => {
    const { problems, full, sparse } = tryOut(template);
    expect(problems).toEqual([]);
    expect(JSON.stringify([full, sparse])).not.toContain('{{');
  });
  it('says each name that it may use, what it shows, and which may be missing', () => {
    expect(namesInLetters).toContainEqual({ name: 'patient.formal', shows: 'Mr Allan', mayBeMissing: false });
    expect(namesInLetters).toContainEqual({ name: 'next.due', shows: '4 September 2026', mayBeMissing: true });
    expect(namesInLetters).toContainEqual({ name: 'hearBy', shows: '9 October 2026', mayBeMissing: false });
    const used = ({ name, mayBeMissing, shows }: NameInLetters): string => {
      if (shows.startsWith('yes or no')) return mayBeMissing ? '' : `{% if ${name} %}Yes{% endif %}`;
      return mayBeMissing ? `{% if ${name.split('.')[0] ?? ''} %}{{ ${name} }}{% endif %}` : `{{ ${name} }}`;
    };
    for (const each of namesInLetters) expect(tryOut(saying(used(each))).problems).toEqual([]);
  });
});
