const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      swcrc: false,
      sourceMaps: 'inline',
      module: { type: 'es6' },
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        target: 'es2024',
        experimental: { keepImportAttributes: true },
        transform: { legacyDecorator: true, decoratorMetadata: false },
        keepClassNames: true,
      },
    },
  ],
};

/** One suite per kind of test; the kind is in the file name. */
const suite = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir: '.',
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/contracts', '<rootDir>/e2e'],
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/e2e/bench/peers/', '<rootDir>/e2e/out/'],
  testMatch,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['rms-source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform,
  ...more,
});

export default {
  // Two at a time on a small machine too: much of what is tested waits for a child process or a browser.
  maxWorkers: 2,
  testSequencer: '<rootDir>/e2e/gate/longest-first.mjs',
  projects: [
    suite('unit', ['**/*.spec.ts'], {
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.(int|contract|journey|property|durability|region|fault)\\.spec\\.ts$'],
    }),
    suite('property', ['**/*.property.spec.ts']),
    suite('contract', ['**/*.contract.spec.ts']),
    suite('integration', ['**/*.int.spec.ts']),
    suite('journeys', ['**/*.journey.spec.ts'], {
      globalSetup: '<rootDir>/e2e/journeys/browser-setup.mjs',
      globalTeardown: '<rootDir>/e2e/journeys/browser-teardown.mjs',
      ...(process.env.RMS_TEST_ENGINES === undefined ? {} : { testEnvironment: '<rootDir>/e2e/gate/patient-environment.mjs' }),
    }),
    suite('durability', ['**/*.durability.spec.ts'], {
      globalSetup: '<rootDir>/e2e/journeys/browser-setup.mjs',
      globalTeardown: '<rootDir>/e2e/journeys/browser-teardown.mjs',
    }),
    suite('region', ['**/*.region.spec.ts']),
    suite('faults', ['**/*.fault.spec.ts']),
  ],
};
