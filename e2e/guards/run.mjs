// Runs the guards over the whole tree, then shows of each that it refuses a violation made for it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import prettier from 'prettier';
import ts from 'typescript';
import { ownNode } from '../../libs/build/bin/own-node.mjs';
import { wrongInContract, wrongInPath } from './names.mjs';
import { dependencySeeds, lintSeeds, nameSeeds, typeSeeds } from './seeds.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const node = ownNode();
const depcruise = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
let passed = 0;
let failed = 0;
const tell = (ok, what, why = '') => {
  if (ok) passed += 1;
  else failed += 1;
  console.log(`  ${ok ? 'ok  ' : 'FAIL'} ${what}${ok || why === '' ? '' : `\n       ${why}`}`);
};

const cruise = (cwd, folders) => {
  const { stdout, stderr } = spawnSync(
    node,
    [depcruise, '--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', ...folders],
    { cwd, encoding: 'utf8', maxBuffer: 1e9 },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout).summary.violations.map((violation) => ({ rule: violation.rule.name, from: violation.from, to: violation.to }));
};

const treeHasNoViolations = () => {
  const found = cruise(root, ['libs', 'services', 'contracts', 'e2e']);
  tell(
    found.length === 0,
    'dependencies between files',
    found
      .slice(0, 10)
      .map(({ rule, from, to }) => `${rule}: ${from} → ${to}`)
      .join('\n       '),
  );
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.mjs'], {
    cwd: root,
    encoding: 'utf8',
  })
    .trim()
    .split('\n');
  const wrong = files.map(wrongInPath).filter((each) => each !== undefined);
  tell(wrong.length === 0, 'names of files', wrong.join('\n       '));
  const types = readdirSync(join(root, 'contracts', 'examples'))
    .map(wrongInContract)
    .filter((each) => each !== undefined);
  tell(types.length === 0, 'names of contracts', types.join('\n       '));
};

const lintRefuses = async () => {
  const eslint = new ESLint({ cwd: root });
  for (const { what, file, code, rule } of lintSeeds) {
    const [result] = await eslint.lintText(code, { filePath: join(root, file) });
    const rules = result?.messages.map((message) => message.ruleId) ?? [];
    tell(rules.includes(rule), `refused: ${what}`, `${rule} said nothing; others said ${rules.join(', ')}`);
  }
};

const dependenciesAreRefused = () => {
  for (const { what, rule, files } of dependencySeeds) {
    const folder = mkdtempSync(join(tmpdir(), 'rms-seeded-'));
    for (const [path, code] of Object.entries({
      ...files,
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "target": "es2024" } }',
    })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), code);
    }
    const rules = cruise(folder, ['services']).map((violation) => violation.rule);
    rmSync(folder, { recursive: true });
    tell(rules.includes(rule), `refused: ${what}`, `${rule} said nothing`);
  }
};

const compilerRefuses = () => {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  for (const { what, code, error } of typeSeeds) {
    const file = join(root, 'libs/nhs/src/seeded.ts');
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (name, languageVersion, ...more) =>
      name === file ? ts.createSourceFile(name, code, languageVersion) : read(name, languageVersion, ...more);
    const program = ts.createProgram([file], { ...options, incremental: false }, host);
    const codes = ts.getPreEmitDiagnostics(program).map((diagnostic) => diagnostic.code);
    tell(codes.includes(error), `refused: ${what}`, `the compiler said ${codes.join(', ') || 'nothing'}`);
  }
};

const namesAreRefused = () => {
  for (const { what, file, contract } of nameSeeds)
    tell((file === undefined ? wrongInContract(contract) : wrongInPath(file)) !== undefined, `refused: ${what}`);
};

treeHasNoViolations();
await lintRefuses();
dependenciesAreRefused();
compilerRefuses();
namesAreRefused();
tell(
  !(await prettier.check('export const  a=1', { ...(await prettier.resolveConfig(join(root, 'x.ts'))), parser: 'typescript' })),
  'refused: lines that prettier would set otherwise',
);
console.log(`${String(passed)} guards hold, ${String(failed)} do not`);
process.exit(failed === 0 ? 0 : 1);
