import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mention, SafetyFile } from './findings.js';
import { invariantsShape, type Invariant } from './hazard.js';
import { matrixShape } from './risk-matrix.js';
import { testTitlesIn } from './test-titles.js';

const root = join(import.meta.dirname, '..', '..');
export const safetyFolder = join(root, 'docs', 'clinical-safety');
const hazardsFolder = join(safetyFolder, 'hazards');
const ofOurs = /\b(?:HAZ-\d{3}|CTL-\d{3}|INV-\d{2})\b/g;

const jsonIn = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
// A checkout may belong to another user than the one who runs the gate.
const git = (...args: readonly string[]): readonly string[] =>
  execFileSync('git', ['-c', `safe.directory=${root}`, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1e9 })
    .split('\n')
    .filter((line) => line !== '');

const mentions = (): readonly Mention[] =>
  git('ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.mjs', '*.md', '*.njk', '*.json')
    .filter((file) => existsSync(join(root, file)))
    .map((file) => ({ file, ids: [...new Set(readFileSync(join(root, file), 'utf8').match(ofOurs) ?? [])] }))
    .filter(({ ids }) => ids.length > 0);

/** Nothing where the repository has no history, as in an unpacked archive. */
const everAdded = (): readonly string[] => {
  try {
    return git('log', '--format=', '--name-only', '--diff-filter=A', '--', 'docs/clinical-safety/hazards').map((file) =>
      file.slice(file.lastIndexOf('/') + 1).replace(/\.json$/, ''),
    );
  } catch {
    return [];
  }
};

const titlesIn = (spec: string): readonly string[] | undefined => {
  const file = join(root, spec);
  return existsSync(file) ? testTitlesIn(readFileSync(file, 'utf8')) : undefined;
};

export interface SafetyFileAndInvariants extends SafetyFile {
  readonly stated: readonly Invariant[];
}

/** The safety file of this repository, and everything that it is held against. */
export const readSafetyFile = (): SafetyFileAndInvariants => {
  const stated = invariantsShape.parse(jsonIn(join(safetyFolder, 'invariants.json')));
  return {
    matrix: matrixShape.parse(jsonIn(join(safetyFolder, 'risk-matrix.json'))),
    hazards: new Map(
      readdirSync(hazardsFolder)
        .sort()
        .map((name) => [name.replace(/\.json$/, ''), jsonIn(join(hazardsFolder, name))]),
    ),
    invariants: stated.map(({ id }) => id),
    stated,
    titlesIn,
    mentions: mentions(),
    everAdded: everAdded(),
  };
};
