#!/usr/bin/env node
// Writes the documents that are made from the contracts. --check writes nothing and names what differs; --release keeps today's schemas as the baseline.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../libs/build/bin/build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
await build();
const { documents, everyContract, incompatibilities, promised } = await import('../dist/documents/index.js');

const filesIn = (folder) => {
  mkdirSync(join(root, folder), { recursive: true });
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`);
};
const textOf = (file) => readFileSync(join(root, file), 'utf8');
const jsonOf = (file) => JSON.parse(textOf(file));

const examples = () =>
  Object.fromEntries(
    everyContract
      .map(({ type }) => [type, `examples/${type}/valid.json`])
      .filter(([, file]) => existsSync(join(root, file)))
      .map(([type, file]) => [type, jsonOf(file)]),
  );

/** What is to be written or removed so that the folders hold the documents and nothing else. */
const changes = (wanted) => {
  const held = ['generated', 'http'].flatMap(filesIn);
  const written = Object.keys(wanted).filter((file) => !held.includes(file) || textOf(file) !== wanted[file]);
  return { written, removed: held.filter((file) => !(file in wanted)) };
};

const write = (wanted) => {
  const { written, removed } = changes(wanted);
  for (const file of written) writeFileSync(join(root, file), wanted[file]);
  for (const file of removed) rmSync(join(root, file));
  console.log(written.length + removed.length === 0 ? 'Nothing has changed.' : `Written: ${written.length}, removed: ${removed.length}.`);
};

const check = (wanted) => {
  const { written, removed } = changes(wanted);
  for (const file of [...written, ...removed]) console.error(`contracts/${file} is not what the contracts say. Run npm run contracts.`);
  if (written.length + removed.length > 0) process.exitCode = 1;
};

const release = (wanted) => {
  const before = Object.fromEntries(filesIn('baseline').map((file) => [file.slice('baseline/'.length, -'.json'.length), jsonOf(file)]));
  const broken = incompatibilities(before, promised());
  for (const { contract, path, rule, sentence } of broken) console.error(`${contract} ${path}: ${rule}. ${sentence}`);
  if (broken.length > 0) {
    process.exitCode = 1;
    return;
  }
  write(wanted);
  const names = Object.keys(promised());
  for (const name of names) writeFileSync(join(root, `baseline/${name}.json`), wanted[`generated/${name}.json`]);
  console.log(`The baseline holds ${names.length} schemas.`);
};

const wanted = documents(examples(), jsonOf('package.json').version);
const asked = process.argv.slice(2);
const unknown = asked.find((word) => word !== '--check' && word !== '--release');
if (unknown !== undefined) {
  console.error(`${unknown} is not known. There are --check and --release.`);
  process.exitCode = 2;
} else if (asked.includes('--check')) check(wanted);
else if (asked.includes('--release')) release(wanted);
else write(wanted);
