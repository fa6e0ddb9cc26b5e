import setup from './journeys/browser-setup.mjs';
await setup();
import chromium from '@sparticuz/chromium';
import { chromium as browsers } from 'playwright-core';
import { readFileSync, mkdirSync } from 'node:fs';
const { http } = JSON.parse(readFileSync(process.argv[2] + '.json'));
const password = readFileSync(process.argv[2] + '.log', 'utf8').match(/password for all: (\S+)/)[1];
const ready = JSON.parse(process.env.RMS_BROWSER);
const browser = await browsers.launch({ executablePath: ready.executablePath, env: { ...process.env, ...ready.env }, args: chromium.args.filter((a) => a !== '--single-process'), headless: true });
const home = http.startsWith('http') ? http : 'http://' + http;
mkdirSync('/tmp/seed-shots', { recursive: true });
const visit = async (who, width, tour) => {
  const context = await browser.newContext({ viewport: { width, height: width > 800 ? 900 : 844 }, baseURL: home, reducedMotion: 'reduce' });
  const page = await context.newPage(); page.setDefaultTimeout(20000);
  await page.goto('/'); await page.check(`input[value=${who}]`); await page.fill('#password', password); await page.click('button:has-text("Sign in")');
  await page.waitForURL((u) => !u.pathname.startsWith('/realms'));
  const shot = async (name) => { await page.screenshot({ path: `/tmp/seed-shots/${name}-${who}-${width}.png`, fullPage: true }); console.log(name, page.url()); };
  await tour(page, shot).catch((e) => console.log(who, width, String(e).slice(0, 300)));
  await context.close();
};

const patientTour = (names) => async (page, shot) => {
  for (const name of names) { await page.goto('/worklist?whose=trust'); await page.locator('a', { hasText: name }).first().click(); await page.waitForLoadState(); await shot('p-' + name.split(',')[0].toLowerCase()); }
};
const find = (numbers) => async (page, shot) => {
  for (const n of numbers) { await page.goto('/patients'); await page.locator('input[type=text], input[type=search]').first().fill(n); await page.keyboard.press('Enter'); await page.waitForLoadState(); await page.locator('main a[href*="/patients/"]').first().click().catch(() => undefined); await page.waitForLoadState(); await shot('n-' + n); }
};
await visit('ruth', 1280, patientTour(['CALDER', 'YARROW', 'COOPER']));
await visit('ruth', 390, patientTour(['CALDER']));
await visit('ruth', 1280, find(['9995000032', '9995001004']));
await visit('anwen', 1280, find(['9995001411', '9995000148']));
await visit('ruth', 1280, async (page, shot) => { await page.goto('/caseload'); await shot('caseload'); await page.goto('/certificates'); await shot('certificates'); });
await visit('tom', 390, async (page, shot) => { await page.goto('/letters'); await shot('letters'); });
await browser.close();
