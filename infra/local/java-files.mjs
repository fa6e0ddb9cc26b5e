// Files of a Java program from a Maven repository, each held against its checksum: fetched once, and once more where a byte differs.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const central = process.env.RMS_MAVEN_CENTRAL ?? 'https://repo1.maven.org/maven2';
const atOnce = 6;

/** Why something cannot be had, in a sentence for the person at the terminal. */
export class CannotBeHad extends Error {}

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

const fetchOne = async (folder, { path, sha256 }) => {
  const file = join(folder, basename(path));
  if (existsSync(file) && digest(readFileSync(file)) === sha256) return;
  const response = await fetch(`${central}/${path}`);
  if (!response.ok) throw new CannotBeHad(`${path} could not be had from ${central}: ${String(response.status)}.`);
  const bytes = Buffer.from(await response.arrayBuffer());
  if (digest(bytes) !== sha256) throw new CannotBeHad(`${path} is not the file whose checksum is written down.`);
  writeFileSync(`${file}.unfinished`, bytes);
  renameSync(`${file}.unfinished`, file);
};

/**
 * Has every file of a list `[{path, sha256}]` in a folder, paths as in the repository. Rejects with `CannotBeHad`.
 * `onStep` is told how many of how many are there.
 */
export const fetchFiles = async (files, folder, onStep = () => undefined) => {
  mkdirSync(folder, { recursive: true });
  const waiting = [...files];
  let there = 0;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await fetchOne(folder, next);
      onStep((there += 1), files.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
};

const hasJava = () => spawnSync('java', ['-version']).status === 0;

/** A new machine may have no Java. On Debian it is one package away for whoever may install it. Throws `CannotBeHad`. */
export const needJava = (what) => {
  if (hasJava()) return;
  console.log(`There is no Java on this machine, and ${what} needs one; installing it.`);
  spawnSync('apt-get', ['update'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '--yes', '--no-install-recommends', 'openjdk-17-jre-headless'], { stdio: 'ignore' });
  if (!hasJava()) throw new CannotBeHad(`${what} needs Java 17, and it could not be installed. Install a Java runtime and run this again.`);
};
