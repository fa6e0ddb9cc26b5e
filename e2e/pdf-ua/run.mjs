import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const central = process.env.RMS_MAVEN_CENTRAL ?? 'https://repo1.maven.org/maven2';
const here = import.meta.dirname;
const out = join(here, '..', 'out', 'pdf-ua');
const jars = JSON.parse(readFileSync(join(here, 'jars.json'), 'utf8'));

const stop = (sentence) => {
  console.error(sentence);
  console.log('0 passed, 1 failed');
  process.exit(1);
};
const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Has veraPDF and what it needs at hand: fetched once, each file held against its checksum. */
const fetchJars = async () => {
  const folder = join(out, 'jars');
  mkdirSync(folder, { recursive: true });
  for (const { path, sha256 } of jars) {
    const file = join(folder, basename(path));
    if (existsSync(file) && digest(readFileSync(file)) === sha256) continue;
    const response = await fetch(`${central}/${path}`);
    if (!response.ok) stop(`${path} could not be had: ${String(response.status)}.`);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (digest(bytes) !== sha256) stop(`${path} is not the file whose checksum is in jars.json.`);
    writeFileSync(`${file}.unfinished`, bytes);
    renameSync(`${file}.unfinished`, file);
  }
  return join(folder, '*');
};

// The samples are made by what is compiled, as the pages that leave are.
const compile = () => {
  if (spawnSync(process.execPath, [join(here, '..', '..', 'libs', 'build', 'bin', 'build.mjs')], { stdio: 'inherit' }).status !== 0)
    stop('It does not compile.');
};

const java = () => spawnSync('java', ['-version']).status === 0;
// A new machine may have none. On Debian it is one package away for whoever may install it.
const needJava = () => {
  if (java()) return;
  console.log('There is no Java on this machine; installing one.');
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', 'openjdk-17-jre-headless'], { stdio: 'ignore' });
  if (!java()) stop('veraPDF needs Java 17, and it could not be installed. Install a Java runtime and run this again.');
};

const check = (classpath, files) => {
  const { status, stdout, stderr } = spawnSync('java', ['-cp', classpath, join(here, 'Check.java'), ...files], { encoding: 'utf8' });
  return { status, told: `${stdout}${status === 0 ? '' : stderr}` };
};

needJava();
const classpath = await fetchJars();
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
