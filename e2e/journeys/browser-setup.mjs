import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const installed = '/usr/bin/chromium';
const out = join(import.meta.dirname, '..', 'out');
const folder = join(out, 'browser');

const runs = (executablePath, env) => spawnSync(executablePath, ['--version'], { env: { ...process.env, ...env }, encoding: 'utf8' });

// The package unpacks into the temporary folder, and its libraries only where it takes the machine for the one it was made for.
const unpack = async () => {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV };
  Object.assign(process.env, { TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
  const library = process.env.LD_LIBRARY_PATH;
  const fonts = process.env.FONTCONFIG_PATH;
  const { default: chromium } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  for (const [name, value] of Object.entries({ ...before, LD_LIBRARY_PATH: library, FONTCONFIG_PATH: fonts }))
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  renameSync(unfinished, folder);
};

// Without a single letter to draw, a browser drops what is typed. The machine's fonts come first, where it has any.
const fontsFound = () => {
  const file = join(folder, 'fonts.conf');
  const directories = ['/usr/share/fonts', '/usr/local/share/fonts', join(folder, 'fonts')].map((each) => `<dir>${each}</dir>`).join('');
  writeFileSync(file, `<?xml version="1.0"?><fontconfig>${directories}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>\n`);
  return { FONTCONFIG_FILE: file };
};

const ownBrowser = async () => {
  if (!existsSync(folder)) await unpack();
  const executablePath = join(folder, 'chromium');
  const fonts = fontsFound();
  const withLibraries = { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  if (runs(executablePath, fonts).status === 0) return { executablePath, env: fonts };
  const tried = runs(executablePath, withLibraries);
  if (tried.status === 0) return { executablePath, env: withLibraries };
  throw new Error(`The browser that comes inside an npm package does not run on this machine: ${tried.stderr ?? String(tried.error)}`);
};

/**
 * Makes a browser ready before the first journey, once for all of them: the machine's own, else the one inside an npm package; and a
 * folder that they share (`browser-teardown.mjs` removes it).
 */
export default async () => {
  process.env.RMS_JOURNEYS_FOLDER = mkdtempSync(join(tmpdir(), 'rms-journeys-'));
  process.env.RMS_BROWSER = JSON.stringify(existsSync(installed) ? { executablePath: installed, env: {} } : await ownBrowser());
};
