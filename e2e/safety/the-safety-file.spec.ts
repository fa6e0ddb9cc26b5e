import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findingsIn } from './findings.js';
import { hazardLog } from './hazard-log.js';
import { readSafetyFile, safetyFolder } from './read-safety-file.js';

describe('the safety file of this repository', () => {
  const file = readSafetyFile();

  it('has nothing wrong with it: each risk is the matrix’s, each claim has its tests, each name is known', () =>
    expect(findingsIn(file)).toEqual([]));

  it('is held against the names that code and documents use', () => {
    const named = file.mentions.map((mention) => mention.file);
    expect(named).toContain('services/pathway/src/follow-up/follow-up.decider.ts');
    expect(named).toContain('docs/clinical-safety/hazard-log.md');
  });

  it('has a log that says what its files say', () => {
    expect(readFileSync(join(safetyFolder, 'hazard-log.md'), 'utf8')).toBe(hazardLog(file));
  });

  it('shows in its plan the matrix that is looked up, cell by cell', () => {
    const plan = readFileSync(join(safetyFolder, 'risk-management-plan.md'), 'utf8');
    const { risks, acceptability, likelihoods } = file.matrix;
    for (const { level, name } of likelihoods)
      expect(plan).toContain(`| ${String(level)} ${name} | ${risks[String(level) as keyof typeof risks].join(' | ')} |`);
    for (const [risk, means] of Object.entries(acceptability)) expect(plan).toContain(`| ${risk} | ${means} |`);
  });

  it('says on every page that it is a draft which nobody has approved', () => {
    for (const page of ['README.md', 'intended-use.md', 'risk-management-plan.md', 'hazard-log.md'])
      expect(readFileSync(join(safetyFolder, page), 'utf8')).toContain('**Draft for a Clinical Safety Officer');
  });
});
