import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fetchFiles, needJava } from '../../infra/local/java-files.mjs';

const here = import.meta.dirname;
const out = join(here, '..', 'out', 'pdf-ua');
const jars = JSON.parse(readFileSync(join(here, 'jars.json'), 'utf8'));

const stop = (sentence) => {
  console.error(sentence);
  console.log('0 passed, 1 failed');
  process.exit(1);
};
/** Has veraPDF and what it needs at hand. */
const fetchJars = async () => {
  const folder = join(out, 'jars');
  await fetchFiles(jars, folder);
  return join(folder, '*');
};

// The samples are made by what is compiled, as the pages that leave are.
const compile = () => {
  if (spawnSync(process.execPath, [join(here, '..', '..', 'libs', 'build', 'bin', 'build.mjs')], { stdio: 'inherit' }).status !== 0)
    stop('It does not compile.');
};

const check = (classpath, files) => {
  const { status, stdout, stderr } = spawnSync('java', ['-cp', classpath, join(here, 'Check.java'), ...files], { encoding: 'utf8' });
  return { status, told: `${stdout}${status === 0 ? '' : stderr}` };
};

const classpath = await Promise.resolve()
  .then(() => {
    needJava('veraPDF');
    return fetchJars();
  })
  .catch((error) => stop(error.message));
const folder = join(out, 'samples');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
compile();
const { writeSamples } = await import('./samples.mjs');
const { good, planted } = await writeSamples(folder);
// What cannot find a fault cannot show that there is none.
const found = check(classpath, [planted]);
if (found.status !== 1 || !found.told.includes('is not PDF/UA-1')) stop(`The planted fault was not found: ${found.told}`);
const { status, told } = check(classpath, good);
console.log(`${good.map((file) => basename(file)).join('\n')}\n${told.trim()}`);
process.exit(status ?? 1);
