import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pages, readText } from './page.fixture.js';

const root = join(import.meta.dirname, '..', '..');
const readers = ['libs/intake/src', 'libs/service-kit/src/intake', 'services/registration/src', 'services/results/src'];

const sourcesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(name) && !name.startsWith('testing'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));

const named = (text: string): readonly string[] =>
  [...text.matchAll(/(?:rule: |Rule = |rule \?\? |return )'([a-z]+(?:-[a-z]+)+)'/g)].map(([, rule = '']) => rule);
/** Rules of the NHS number and of the header are named in types of their own. */
const inType = (file: string, type: string): readonly string[] => {
  const [, union = ''] = new RegExp(`type ${type} = ([^;]+);`).exec(readFileSync(join(root, file), 'utf8')) ?? [];
  return [...union.matchAll(/'([a-z-]+)'/g)].map(([, rule = '']) => rule);
};

const rules = new Set([
  ...readers.flatMap(sourcesIn).flatMap(named),
  ...inType('libs/nhs/src/nhs-number.ts', 'NhsNumberProblem').map((rule) => `nhs-number-${rule}`),
  ...inType('libs/hl7/src/message/message-problem.ts', 'MessageRule'),
]);
const text = ['README', 'acknowledgement', ...pages].map(readText).join('\n');

describe('the rules by which messages are held, refused or ignored', () => {
  it('are found in the sources', () => {
    expect(rules.size).toBeGreaterThan(25);
    expect([...rules]).toEqual(
      expect.arrayContaining(['identity-conflict', 'birth-date-missing', 'msh-missing', 'not-ours', 'sender-unknown']),
    );
  });

  it.each([...rules])('%s stands on a page of contracts/hl7', (rule) => expect(text).toContain(`\`${rule}\``));
});
