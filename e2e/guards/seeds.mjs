// Violations on purpose: each must be refused by the guard that is there against it.
const decider = 'services/pathway/src/follow-up/follow-up.decider.ts';
const controller = 'services/pathway/src/follow-up/follow-up.controller.ts';
const spec = 'services/pathway/src/follow-up/follow-up.decider.spec.ts';
const number = 'libs/nhs/src/nhs-number.ts';

/** Code as it would stand in a file of that name, and the ESLint rule that must refuse it. */
export const lintSeeds = [
  { what: 'a clock in a decision', file: decider, code: 'export const at = () => Date.now();', rule: 'no-restricted-syntax' },
  { what: 'a date made of nothing', file: controller, code: 'export const at = () => new Date();', rule: 'no-restricted-syntax' },
  { what: 'chance in a decision', file: decider, code: 'export const id = () => Math.random();', rule: 'no-restricted-syntax' },
  {
    what: 'a random id in a decision',
    file: decider,
    code: 'declare const newId: () => string;\nexport const id = () => newId();',
    rule: 'no-restricted-syntax',
  },
  {
    what: 'waiting in a decision',
    file: decider,
    code: 'export const later = (f: () => void) => setTimeout(f, 5);',
    rule: 'no-restricted-syntax',
  },
  {
    what: 'the environment outside config.ts',
    file: controller,
    code: "export const port = process.env['PORT'];",
    rule: 'no-restricted-syntax',
  },
  { what: 'a process in a decision', file: decider, code: 'export const pid = () => process.pid;', rule: 'no-restricted-syntax' },
  {
    what: 'a decorator in a decision',
    file: decider,
    code: 'declare const Injectable: () => ClassDecorator;\n@Injectable()\nexport class Doer {}',
    rule: 'no-restricted-syntax',
  },
  { what: 'export of everything', file: controller, code: "export * from './follow-up.refusals.js';", rule: 'no-restricted-syntax' },
  {
    what: 'a skipped test',
    file: spec,
    code: "import { it } from '@jest/globals';\nit.skip('later', () => undefined);",
    rule: 'no-restricted-syntax',
  },
  {
    what: 'a focused test',
    file: spec,
    code: "import { describe } from '@jest/globals';\ndescribe.only('mine', () => undefined);",
    rule: 'no-restricted-syntax',
  },
  {
    what: 'a mock in place of a fake',
    file: spec,
    code: "import { jest } from '@jest/globals';\njest.mock('x');",
    rule: 'no-restricted-syntax',
  },
  {
    what: 'a file of 201 lines',
    file: controller,
    code: Array.from({ length: 201 }, (_, n) => `export const line${String(n)} = ${String(n)};`).join('\n'),
    rule: 'max-lines',
  },
  {
    what: 'a function with nine ways through',
    file: controller,
    code: 'export const f = (a: boolean, b: boolean, c: number) => (a && b && c > 1 && c > 2 && c > 3 && c > 4 && c > 5 && c > 6 ? 1 : 2);',
    rule: 'complexity',
  },
  {
    what: 'four parameters',
    file: controller,
    code: 'export const f = (a: number, b: number, c: number, d: number) => a + b + c + d;',
    rule: 'max-params',
  },
  {
    what: 'a switch that forgets a case',
    file: decider,
    code: "export const f = (x: 'a' | 'b') => { switch (x) { case 'a': return 1; } };",
    rule: '@typescript-eslint/switch-exhaustiveness-check',
  },
  {
    what: 'a promise nobody waits for',
    file: controller,
    code: 'export const f = () => { Promise.resolve(1); };',
    rule: '@typescript-eslint/no-floating-promises',
  },
  { what: 'any', file: controller, code: 'export const f = (x: any) => x;', rule: '@typescript-eslint/no-explicit-any' },
  {
    what: 'an assertion that something is there',
    file: controller,
    code: 'export const f = (x: string | undefined) => x!;',
    rule: '@typescript-eslint/no-non-null-assertion',
  },
  {
    what: 'a service that imports a service',
    file: controller,
    code: "import { result } from '@rms/results';\nexport const r = result;",
    rule: '@nx/enforce-module-boundaries',
  },
  {
    what: 'a library that imports a service',
    file: 'libs/intake/src/door.ts',
    code: "import { result } from '@rms/results';\nexport const r = result;",
    rule: '@nx/enforce-module-boundaries',
  },
  {
    what: 'a contract that imports a library',
    file: 'contracts/src/registration.ts',
    code: "import { parseNhsNumber } from '@rms/nhs';\nexport const p = parseNhsNumber;",
    rule: '@nx/enforce-module-boundaries',
  },
  {
    what: 'a pure library that imports one that is not',
    file: number,
    code: "import { systemClock } from '@rms/event-sourcing';\nexport const c = systemClock;",
    rule: '@nx/enforce-module-boundaries',
  },
];

/** A small tree of files and the dependency rule that must refuse it. */
export const dependencySeeds = [
  {
    what: 'a decision that reaches a disk through another file',
    rule: 'pure-files-reach-nothing-impure',
    files: {
      'services/a/src/a.decider.ts': "import { read } from './reading-it.js';\nexport const a = read;\n",
      'services/a/src/reading-it.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
    },
  },
  {
    what: 'a view that reaches a store',
    rule: 'pure-files-reach-nothing-impure',
    files: {
      'services/a/src/a.view.ts': "import { rows } from './a.store.js';\nexport const a = rows;\n",
      'services/a/src/a.store.ts': 'export const rows = [];\n',
    },
  },
  {
    what: 'two files that need each other',
    rule: 'no-circles',
    files: {
      'services/a/src/one.ts': "import { two } from './two.js';\nexport const one = (): number => two();\n",
      'services/a/src/two.ts': "import { one } from './one.js';\nexport const two = (): number => one();\n",
    },
  },
];

/** Code that the compiler must refuse, with the number of its error. */
export const typeSeeds = [
  { what: 'an element that may not be there', code: 'const xs: number[] = []; export const x: number = xs[0];', error: 2322 },
  { what: 'undefined where a field is merely absent', code: 'export const x: { a?: string } = { a: undefined };', error: 2375 },
  { what: 'a name that is not used', code: 'const unused = 1; export {};', error: 6133 },
  {
    what: 'a fall through a case',
    code: 'export const f = (x: number) => { switch (x) { case 1: x += 1; case 2: return x; } return 0; };',
    error: 7029,
  },
];

/** File names and fact names that say nothing. */
export const nameSeeds = [
  { what: 'a file of odds and ends', file: 'services/pathway/src/date-utils.ts' },
  { what: 'a file that manages', file: 'services/pathway/src/follow-up/follow-up.manager.ts' },
  { what: 'a file in camel case', file: 'services/pathway/src/followUp.ts' },
  { what: 'a folder of layers', file: 'services/pathway/src/controllers/follow-up.ts' },
  { what: 'a contract that says that something changed', contract: 'pathway.follow-up-updated.v1' },
  { what: 'a contract without a version', contract: 'pathway.follow-up-ended' },
];
