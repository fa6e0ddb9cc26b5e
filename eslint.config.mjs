import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const pureFiles = [
  '**/*.decider.ts',
  '**/*.projection.ts',
  '**/*.policy.ts',
  '**/*.process.ts',
  '**/*.sentences.ts',
  '**/*.translation.ts',
  '**/*.upcast.ts',
  '**/*.reading.ts',
  '**/*.view.ts',
  '**/*.model.ts',
  'libs/nhs/src/**/*.ts',
  'libs/protocols/src/**/*.ts',
  'libs/hl7/src/message/**/*.ts',
  'contracts/src/**/*.ts',
];
const clockAndChance = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an input: take a Clock.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Time is an input: take a Clock.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance is an input: take a random port.',
  },
  { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'The environment is read in config.ts only.' },
  { selector: 'ExportAllDeclaration', message: 'Export by name.' },
  {
    selector: 'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(skip|only|todo)$/]',
    message: 'No test is skipped or focused.',
  },
  { selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', message: 'No test is skipped or focused.' },
  { selector: "CallExpression[callee.object.name='jest'][callee.property.name='mock']", message: 'Fakes, not mocks.' },
];
const edge = ['**/*.controller.ts', '**/*.module.ts', '**/*.store.ts', '**/*.page.ts', '**/*.guard.ts', '**/*.filter.ts'];
const outsideTheEdge = [
  { selector: 'Decorator', message: 'Decorators live at the edge: in controllers, pages, guards, filters, modules and stores.' },
];
const inPureFilesToo = [
  {
    selector: 'CallExpression[callee.name=/^(randomUUID|randomBytes|randomInt|getRandomValues|newId|randomId)$/]',
    message: 'Chance is an input: ids in a decision follow from other ids.',
  },
  { selector: "Identifier[name='process']", message: 'A pure file has no process.' },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|fetch)$/]',
    message: 'A pure file does no I/O and waits for nothing.',
  },
  { selector: "NewExpression[callee.name='Date']", message: 'A pure file has no Date: civil dates and instants are values of @rms/nhs.' },
];

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', 'e2e/out/**', 'e2e/bench/peers/**', '**/*.mjs', '**/*.cjs', '**/*.js'],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      // A switch over a union is one decision: the compiler sees to it that it is complete.
      complexity: ['error', { max: 8, variant: 'modified' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'max-params': ['error', 3],
      'no-restricted-syntax': ['error', ...clockAndChance, ...outsideTheEdge],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
      // Nest declares the literals it takes as classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          banTransitiveDependencies: false,
          allowCircularSelfDependency: false,
          depConstraints: [
            { sourceTag: 'type:contract', onlyDependOnLibsWithTags: ['none'] },
            { sourceTag: 'pure', onlyDependOnLibsWithTags: ['pure'] },
            { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib', 'type:contract'] },
            { sourceTag: 'type:service', onlyDependOnLibsWithTags: ['type:lib', 'type:contract'] },
            { sourceTag: 'type:composition', onlyDependOnLibsWithTags: ['type:lib', 'type:contract', 'type:service', 'type:tooling'] },
            { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['*'] },
          ],
        },
      ],
    },
  },
  { files: pureFiles, rules: { 'no-restricted-syntax': ['error', ...clockAndChance, ...outsideTheEdge, ...inPureFilesToo] } },
  { files: edge, rules: { 'no-restricted-syntax': ['error', ...clockAndChance] } },
  {
    files: ['**/*.spec.ts', '**/*.fixture.ts', '**/testing/**/*.ts', 'e2e/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      complexity: 'off',
      'max-params': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['**/config.ts', '**/system-clock.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
