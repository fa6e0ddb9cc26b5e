import { describe, expect, it } from '@jest/globals';
import type { LetterTemplate } from '@rms/contracts';
import { scenario } from '@rms/event-sourcing/testing';
import { inForce, template } from './template.aggregate.js';

const given = scenario(template.decider);
const version = (n: number, more: Partial<LetterTemplate> = {}): LetterTemplate => ({
  name: 'result-patient',
  version: n,
  title: 'Your result',
  subject: 'Your result',
  blocks: [{ kind: 'paragraph', text: `Version ${String(n)}` }],
  lookOutFor: {},
  ...more,
});
const layDown = (content: LetterTemplate) => ({ type: 'LayDownTemplate', content, problems: [], person: 'owen' }) as const;
const laidDown = (n: number) => ({ type: 'TemplateLaidDown', content: version(n), by: 'owen' }) as const;
const fromTheProduct = { type: 'TemplateLaidDown', content: version(1) } as const;
const approve = (person: string, n = 1) => ({ type: 'ApproveTemplate', version: n, person }) as const;
const approved = (person: string, isSecond: boolean, n = 1) =>
  ({ type: 'TemplateApproved', version: n, person, inForce: isSecond }) as const;

describe('a version of a template', () => {
  it('is laid down with whoever laid it down, as the next one', () => {
    given()
      .when(layDown(version(1)))
      .then(laidDown(1));
    given(laidDown(1))
      .when(layDown(version(2)))
      .then(laidDown(2));
    given(laidDown(1))
      .when(layDown(version(3)))
      .thenRefused('version-not-next');
  });
  it('never changes', () => {
    given(laidDown(1))
      .when(layDown(version(1)))
      .then();
    given(laidDown(1))
      .when(layDown(version(1, { subject: 'Other words' })))
      .thenRefused('version-exists');
  });
  it('is refused where it cannot be filled in, or is of another letter', () => {
    given()
      .when({ ...layDown(version(1)), problems: ['block 1: undefined variable'] })
      .thenRefused('cannot-be-filled-in');
    given(laidDown(1))
      .when(layDown(version(2, { name: 'result-gp' })))
      .thenRefused('other-template');
  });
});

describe('its approval', () => {
  it('is by two people, and the second brings it into force', () => {
    given(laidDown(1)).when(approve('tom')).then(approved('tom', false));
    given(laidDown(1), approved('tom', false)).when(approve('david')).then(approved('david', true));
    given(laidDown(1), approved('tom', false)).when(approve('tom')).thenRefused('approved-by-the-same-person');
  });
  it('is never by whoever laid it down: nobody’s own words go to patients unread', () => {
    given(laidDown(1)).when(approve('owen')).thenRefused('laid-down-by-the-same-person');
    given(laidDown(1), approved('tom', false)).when(approve('owen')).thenRefused('laid-down-by-the-same-person');
  });
  it('of what the product comes with is by any two people of the trust', () => {
    given(fromTheProduct).when(approve('owen')).then(approved('owen', false));
  });
  it('is of a version that there is, and a third changes nothing', () => {
    given(laidDown(1)).when(approve('tom', 2)).thenRefused('no-such-version');
    given(laidDown(1), approved('tom', false), approved('david', true)).when(approve('ruth')).then();
  });
  it('leaves the version before in force until then', () => {
    const { state } = given(fromTheProduct, approved('tom', false), approved('david', true), laidDown(2), approved('tom', false, 2));
    expect(inForce(state)?.version).toBe(1);
    expect(inForce(template.decider.evolve(state, approved('ruth', true, 2)))?.version).toBe(2);
  });
});
