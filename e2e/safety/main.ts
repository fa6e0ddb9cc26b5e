import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsIn } from './findings.js';
import { hazardLog } from './hazard-log.js';
import { readSafetyFile, safetyFolder } from './read-safety-file.js';

const page = join(safetyFolder, 'hazard-log.md');

/** Writes the hazard log, or with `--check` says whether it is right. Answers the exit status. */
const main = (isCheck: boolean): number => {
  const file = readSafetyFile();
  const findings = findingsIn(file);
  for (const finding of findings) console.error(finding);
  if (findings.length > 0) return 1;
  if (!isCheck) writeFileSync(page, hazardLog(file));
  else if (readFileSync(page, 'utf8') !== hazardLog(file)) {
    console.error('docs/clinical-safety/hazard-log.md is not what the files of the hazards say. Run node docs/bin/hazard-log.mjs.');
    return 1;
  }
  return 0;
};

process.exitCode = main(process.argv.includes('--check'));
