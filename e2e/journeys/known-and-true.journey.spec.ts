import { mkdtempSync, readFileSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysAgo, written } from './cast/days.js';
import { eventually } from './cast/eventually.js';
import { mrMarlow } from './cast/patients.js';
import { runRms } from './cast/running-system.js';
import { corrected, psa } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

describe('an auditor asks what was known, and what was true', () => {
  const taken = daysAgo(12);
  const wrong = psa('0.31', taken);
  const kept = mkdtempSync(join(tmpdir(), 'rms-auditor-'));
  let stage: Stage;
  let moment: string;
  beforeAll(async () => {
    stage = await openStage('empty');
    const { senders } = stage;
    await senders.register(mrMarlow);
    const ruth = await stage.signsIn('ruth');
    await ruth.startsAFollowUp(mrMarlow, { operatedOn: daysAgo(200) });
    await senders.report(wrong, mrMarlow);
    await ruth.seesATaskFor(mrMarlow, '0.31');
    await ruth.opensTheReviewOf(mrMarlow);
    await ruth.decides({ decide: 'Recall to clinic', withinWeeks: 2, reason: 'Above his limit: to be seen.' });
    moment = await newestRecordedAt();
    await senders.report(corrected(wrong, '0.03'), mrMarlow);
    await ruth.seesOnThePageOf(mrMarlow, /Corrected, was 0.31/);
  }, 120_000);
  afterAll(async () => {
    await stage.close();
    rmSync(kept, { recursive: true });
  });

  const newestRecordedAt = async (): Promise<string> => {
    const { lines } = await stage.system.rms('events', '--json');
    return lines.map((line) => (JSON.parse(line) as { readonly recordedAt: string }).recordedAt).reduce((a, b) => (a > b ? a : b));
  };
  const opensTheHistory = async () => {
    const priya = await stage.signsIn('priya');
    await priya.opensPatient(mrMarlow);
    await priya.page.goto(`${new URL(priya.page.url()).pathname}/history?at=${encodeURIComponent(moment)}`);
    return priya;
  };

  it('and sees on the day of the decision both values, what differs first, and why', async () => {
    const priya = await opensTheHistory();
    const rows = await priya.page.locator('.app-diff tbody tr').allInnerTexts();
    const row = (what: string): string => rows.find((text) => text.startsWith(what)) ?? '';
    expect(row(`PSA of ${written(taken)}`)).toMatch(
      /0\.31 ug\/L, final\s+0\.03 ug\/L, corrected\s+Differs\s+The laboratory corrected it from 0\.31 to 0\.03/,
    );
    expect(row(`Reading of the PSA of ${written(taken)}`)).toMatch(/Differs\s+Follows from the corrected value/);
    expect(row('Last decision')).toMatch(/\(on a value that was not so\)\s+Differs\s+Rested on the PSA/);
    expect(row('Name')).toMatch(/MARLOW, Peter\s+MARLOW, Peter\s+Same/);
    const isSame = rows.map((text) => text.includes('Same'));
    expect(isSame).toEqual([...isSame].sort((a, b) => Number(a) - Number(b)));
    expect(await priya.reads()).toMatch(
      /Worked out from \d+ events, 1 to \d+ \(known then\), and from \d+ events, .* of which \d+ were? recorded later|was recorded later/,
    );
  }, 60_000);

  it('and follows the decision to the version it rested on, with the very message', async () => {
    const priya = await opensTheHistory();
    expect(await priya.reads()).toMatch(/Recall to clinic by[^]*By Ruth Adeyemi\. Reason: Above his limit: to be seen\./);
    await priya.page.click('.app-rest a:has-text("0.31")');
    const shown = await priya.reads();
    expect(shown).toMatch(/0\.31 ug\/L, final\. It has been reported otherwise since\./);
    expect(shown).toMatch(/OBX\|1\|NM\|[^\n]*\|0\.31\|/);
    expect(shown).toContain('the one that was recorded with the result');
    await priya.page.click('a:has-text("0.03")');
    expect(await priya.reads()).toMatch(/OBX\|1\|NM\|[^\n]*\|0\.03\|/);
  }, 60_000);

  it('and goes from event to event by links alone', async () => {
    const priya = await opensTheHistory();
    await priya.page.click('a:has-text("Event after")');
    const after = new URL(priya.page.url()).searchParams.get('at') ?? '';
    expect(after > moment).toBe(true);
    await priya.page.click('a:has-text("Event before")');
    expect((new URL(priya.page.url()).searchParams.get('at') ?? '') < after).toBe(true);
    await priya.page.click('nav[aria-label=History] a:has-text("Events")');
    expect(await priya.reads()).toMatch(/Rested on the PSA of[^]*Observation/);
    await priya.page.locator('tr', { hasText: 'reported anew' }).locator('a:has-text("State then")').click();
    expect(await priya.reads()).toContain('0.03 ug/L, corrected');
  }, 60_000);

  it('and has the same answer from the command line', async () => {
    const asked = ['replay', '--patient', mrMarlow.nhsNumber, '--at', moment, '--json'] as const;
    const [known, truth] = [await stage.system.rms(...asked), await stage.system.rms(...asked, '--view', 'true')];
    const read = (lines: readonly string[]) =>
      JSON.parse(lines[0] ?? '{}') as { view: string; state: Record<string, string>; events: unknown[]; differs: { what: string }[] };
    const name = `PSA of ${written(taken)}`;
    expect([read(known.lines).view, read(known.lines).state[name]]).toEqual(['known', '0.31 ug/L, final']);
    expect([read(truth.lines).view, read(truth.lines).state[name]]).toEqual(['true', '0.03 ug/L, corrected']);
    expect(read(truth.lines).differs.map(({ what }) => what)).toContain(name);
    expect(read(truth.lines).events.length).toBe(read(known.lines).events.length + 1);
    expect((await stage.system.rms(...asked, '--view', 'both')).status).toBe(2);
  }, 60_000);

  it('and takes the history away, where one changed byte is found without the system', async () => {
    const priya = await opensTheHistory();
    const [download] = await Promise.all([priya.page.waitForEvent('download'), priya.page.click('button:has-text("Export this history")')]);
    const file = join(kept, 'history.jsonl');
    await download.saveAs(file);
    const whole = await runRms('verify', '--export', file);
    expect([whole.status, whole.lines.join()]).toEqual([0, expect.stringContaining('nothing was altered')]);
    expect((await stage.system.rms('verify', '--export', file)).status).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('an export of the history');
    const line = text.slice(0, text.indexOf('\\"raw\\":\\"0.31\\"')).split('\n').length;
    const forged = join(kept, 'forged.jsonl');
    writeFileSync(forged, text.replace('\\"raw\\":\\"0.31\\"', '\\"raw\\":\\"0.21\\"'));
    const found = await runRms('verify', '--export', forged, '--json');
    expect(found.status).toBe(1);
    expect(found.lines.map((one) => JSON.parse(one) as object)).toContainEqual(expect.objectContaining({ line, rule: 'data-differs' }));
    const [paper] = await Promise.all([priya.page.waitForEvent('download'), priya.page.click('button:has-text("Export it to read")')]);
    const document = join(kept, 'history.pdf');
    await paper.saveAs(document);
    expect(await runRms('verify', '--export', document)).toMatchObject({ status: 0 });
    const changed = readFileSync(document);
    const spoilt = join(kept, 'spoilt.pdf');
    const printed = readFileSync(document);
    const objects = [...printed.toString('latin1').matchAll(/stream\r?\n/g)].map(({ index }) => index + 20);
    const ofOneByte = objects
      .filter((_, n) => n % Math.ceil(objects.length / 6) === 0)
      .map((at) => {
        const bytes = Buffer.from(printed);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      });
    const other = Buffer.from('\n9999 0 obj\n<< /Type /EmbeddedFile /Length 2 >>\nstream\n{}\nendstream\nendobj\n%%EOF\n');
    for (const bytes of [...ofOneByte, printed.subarray(0, -2000), Buffer.concat([printed, other])]) {
      writeFileSync(spoilt, bytes);
      const { status, lines } = await runRms('verify', '--export', spoilt);
      expect([status, lines.join()]).toEqual([1, expect.stringMatching(/pages-differ|findings/)]);
    }
    const packed = changed.indexOf('stream', changed.indexOf('/Type /EmbeddedFile')) + 200;
    changed[packed] = (changed[packed] ?? 0) ^ 1;
    writeFileSync(join(kept, 'changed.pdf'), changed);
    expect((await runRms('verify', '--export', join(kept, 'changed.pdf'))).status).toBe(1);
    await priya.page.click('button:has-text("Check it was not altered")');
    expect(await priya.page.locator('.app-new').innerText()).toMatch(/\d+ events in \d+ streams up to position \d+: nothing was altered\./);
    const again = join(kept, 'from-the-command-line.jsonl');
    expect((await stage.system.rms('export', '--patient', mrMarlow.nhsNumber, '--trust', 'ZT001', '--to', again)).status).toBe(0);
    expect((await stage.system.rms('verify', '--export', again)).status).toBe(0);
    const streams = (path: string): readonly string[] => {
      const named = readFileSync(path, 'utf8')
        .split('\n')
        .map((one) => /"stream":"([a-z-]+\.[a-z-]+)-/.exec(one)?.[1] ?? '');
      return [...new Set(named)].sort();
    };
    expect(streams(again)).toEqual(streams(file));
  }, 60_000);

  it('and keeps signed heads, against which the history is held later', async () => {
    const sealed = await stage.system.rms('seal', '--json');
    expect(sealed.status).toBe(0);
    const heads = join(kept, 'heads.jsonl');
    const key = join(kept, 'key.pub');
    copyFileSync(join(stage.system.data, 'heads.jsonl'), heads);
    copyFileSync(join(stage.system.data, 'sealing-key.pub'), key);
    const checked = await stage.system.rms('verify', '--heads', heads, '--key', key);
    expect([checked.status, checked.lines.join()]).toEqual([0, expect.stringContaining('nothing was altered')]);
    const forged = join(kept, 'forged-heads.jsonl');
    writeFileSync(forged, readFileSync(heads, 'utf8').replace(/"size":\d+/, '"size":3'));
    expect((await stage.system.rms('verify', '--heads', forged)).status).toBe(1);
  }, 60_000);

  it('and looks up what a member of staff looked at, refusals included', async () => {
    const priya = await opensTheHistory();
    const patient = new URL(priya.page.url()).pathname.replace('/history', '');
    const anwen = await stage.signsIn('anwen');
    await anwen.page.goto(patient);
    expect(await anwen.reads()).toContain('Page not found');
    await eventually(async () => {
      await priya.page.goto('/access?q=rees');
      await priya.page.click('main td >> text=1', { timeout: 500 });
    });
    await priya.page.click('a:has-text("Anwen Rees")');
    const shown = await priya.reads();
    expect(shown).toMatch(/of another trust/);
    expect(shown).toMatch(/MARLOW, Peter[^]*Refused[^]*Asked for the patient page/);
    await priya.page.click('a:has-text("MARLOW")');
    await eventually(async () => {
      await priya.page.reload();
      expect(await priya.reads()).toMatch(/Priya Nair[^]*Looked at the access log of a member of staff/);
    });
    expect((await stage.system.rms('events')).lines.join('\n')).toContain('"type":"AccessLogRead"');
    const ruth = await stage.signsIn('ruth');
    await ruth.page.goto('/access');
    expect(await ruth.reads()).toContain('Your role has no use for this page');
  }, 60_000);
});
