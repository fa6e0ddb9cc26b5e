// Between files: what is pure reaches nothing impure, nothing goes in circles, and decorators stay at the edge.
const pure = '\\.(decider|projection|policy|process|sentences|translation|reading|view|model)\\.ts$';
const pureLibraries = '^(libs/(nhs|protocols)|contracts)/src/|^libs/(event-sourcing|hl7|intake|messaging)/src/pure\\.ts$';
const impureOfNode =
  '^(fs|net|tls|http|https|http2|dns|dgram|worker_threads|child_process|cluster|os|sqlite|timers|process|inspector|vm|readline|path|url|module|stream)$';
const impureFiles = '/embedded/|system-clock\\.ts$|new-id\\.ts$|\\.(controller|module|store|page|guard|filter)\\.ts$';
const frameworks =
  'node_modules/(@nestjs|express|openid-client|oidc-provider|keycloak-connect|nunjucks|pino|kafkajs|mongoose|@eventstore)/';

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Files that need each other cannot be read, tested or moved one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-files-reach-nothing-impure',
      comment: 'Decisions, folds and readings give the same answer for ever: no disk, clock, chance, socket or framework behind them.',
      severity: 'error',
      from: { path: `^(services|libs)/.*${pure}|${pureLibraries}`, pathNot: '\\.(spec|fixture)\\.ts$|^libs/protocols/src/embedded/' },
      to: { path: `${impureOfNode}|${impureFiles}|${frameworks}`, reachable: true },
    },
    {
      name: 'frameworks-stay-at-the-edge',
      comment: 'Nest wires; it does not decide. Its decorators live in controllers, pages, guards, filters, modules and the composition.',
      severity: 'error',
      from: { path: '^services/[^/]+/src/.*\\.(aggregate|facts|state|schedule|refusals)\\.ts$' },
      to: { path: frameworks },
    },
    {
      name: 'what-is-imported-is-installed',
      comment: 'A package that no package.json names works by accident.',
      severity: 'error',
      from: { pathNot: '\\.spec\\.ts$|/testing/|\\.fixture\\.ts$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    combinedDependencies: true,
    exclude: { path: '(^|/)(dist|generated|peers)/' },
    // Types cost nothing at run time: only what is left after compiling counts.
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['rms-source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
