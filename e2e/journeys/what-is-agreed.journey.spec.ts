import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, addWorkingDays, bankHolidays, showDate, weekdayOf, type CivilDate } from '@rms/nhs';
import type { Clinician } from './cast/clinician.js';
import { daysAgo } from './cast/days.js';
import { eventually } from './cast/eventually.js';
import { mrMarlow, mrQuill, mrTeal } from './cast/patients.js';
import { psa } from './cast/senders.js';
import { openStage, type Stage } from './cast/stage.js';

interface Outcome {
  readonly receipt: number;
  readonly controlId: string;
  readonly messageType: string;
  readonly outcome: string;
  readonly rule?: string;
}
interface Stored {
  readonly type: string;
  readonly trust: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

describe('what is agreed', () => {
  let stage: Stage;
  let owen: Clinician;
  let sam: Clinician;
  beforeAll(async () => {
    stage = await openStage('cast');
    [owen, sam] = [await stage.signsIn('owen'), await stage.signsIn('sam')];
    for (const patient of [mrMarlow, mrTeal, mrQuill]) await stage.senders.register(patient);
  }, 120_000);
  afterAll(() => stage.close());

  const told = (who: Clinician): Promise<string> => who.page.locator('[role=status]').innerText();
  const events = async (): Promise<readonly Stored[]> =>
    (await stage.system.rms('events', '--json')).lines.map((line) => JSON.parse(line) as Stored);
  const lastResult = async (): Promise<Outcome | undefined> =>
    (await stage.system.rms('outcomes', '--json')).lines
      .map((line) => JSON.parse(line) as Outcome)
      .filter(({ messageType }) => messageType === 'ORU^R01')
      .at(-1);
  const becomes = (outcome: string, rule?: string): Promise<void> =>
    eventually(async () => {
      const last = await lastResult();
      expect([last?.outcome, last?.rule]).toEqual([outcome, rule]);
    });
  const opensTheLaboratory = async (who: Clinician): Promise<void> => {
    await who.page.goto('/administration/feeds');
    await who.page.click('main a:has-text("Northmoor laboratory")');
  };

  it('of a laboratory for two trusts is changed by whoever runs the platform, and holds for the next message', async () => {
    await stage.senders.report(psa('0.05'), mrQuill);
    await becomes('applied');

    await opensTheLaboratory(owen);
    expect(await owen.reads()).toContain('The platform’s administrator changes its agreement');
    expect((await owen.page.request.get(`${owen.page.url()}/change`, { maxRedirects: 0 })).status()).toBe(403);

    await opensTheLaboratory(sam);
    await sam.page.click('a:has-text("Change this agreement")');
    await sam.page.fill('#trusts', 'ZT001');
    await sam.page.click('button:has-text("See what this will do")');
    expect(await sam.reads()).toContain(
      'Messages from Northmoor laboratory are no longer taken for Saltmarsh Coast Hospitals from now on.',
    );
    await sam.page.click('button:has-text("Record this agreement")');
    expect(await told(sam)).toContain('holds for the next message');
    expect(await sam.reads()).toMatch(
      /are no longer taken for ZT002 from now on[^]*By Sam Orchard[^]*A feed is agreed with Northmoor laboratory/,
    );
    expect((await events()).findLast(({ type }) => type === 'FeedAgreed')).toMatchObject({ actor: expect.stringMatching(/^person:/) });

    await stage.senders.report(psa('0.06', daysAgo(0)), mrQuill);
    await becomes('ignored', 'not-ours');
    await stage.senders.report(psa('0.06'), mrMarlow);
    await becomes('applied');
  }, 90_000);

  it('is refused where somebody else changed it meanwhile, and nothing typed is lost', async () => {
    await opensTheLaboratory(owen);
    await opensTheLaboratory(sam);
    for (const who of [owen, sam]) {
      await who.page.click('a:has-text("Change this agreement")');
      await who.page.fill('#sends', `As ${who === owen ? 'Owen' : 'Sam'} says`);
      await who.page.click('button:has-text("See what this will do")');
    }
    await sam.page.click('button:has-text("Record this agreement")');
    await owen.page.click('button:has-text("Record this agreement")');
    expect(await owen.reads()).toContain('Something newer was recorded after you opened this page. Yours was not recorded.');
    expect(await owen.page.inputValue('#sends')).toBe('As Owen says');
    await owen.page.click('button:has-text("See what this will do")');
    expect(await owen.reads()).toContain('It is described as “As Owen says”; until now “As Sam says”.');
    await owen.page.click('button:has-text("Record this agreement")');
    expect(await told(owen)).toContain('holds for the next message');
  }, 60_000);

  it('with a new sender is checked field by field, and warns of a test that no protocol reads', async () => {
    await owen.page.goto('/administration/feeds');
    await owen.page.click('a:has-text("Agree a new feed")');
    await owen.page.fill('#name', 'Northmoor oncology');
    await owen.page.fill('#facilities', 'NORTHMOOR-LAB\nNORTHMOOR-ONC');
    await owen.page.fill('#zone', 'Europe/Northmoor');
    await owen.page.click('button:has-text("See what this will do")');
    expect(await owen.reads()).toMatch(
      /There is a problem[^]*Enter what it sends[^]*NORTHMOOR-LAB” is a sending facility of another feed already[^]*Europe\/Northmoor” is no time zone[^]*Choose which messages/,
    );
    await owen.page.fill('#sends', 'Tumour markers');
    await owen.page.fill('#facilities', 'NORTHMOOR-ONC');
    await owen.page.fill('#zone', 'Europe/London');
    await owen.page.getByLabel('T, training').check();
    await owen.page.fill('#codes', 'PSA = psa\nCEA (L) = cea');
    await owen.page.click('button:has-text("See what this will do")');
    expect(await owen.reads()).toMatch(/No protocol reads cea\.[^]*“NORTHMOOR-ONC” are taken from now on[^]*Code CEA \(L\) means cea\./);
    await owen.page.click('button:has-text("Record this agreement")');
    expect(await owen.page.locator('h1').innerText()).toBe('Northmoor oncology');
    expect(await owen.reads()).toMatch(/By Owen Pryce/);
  }, 60_000);

  it('of holidays moves the deadlines that are set from then on, at this trust alone', async () => {
    const ruth = await stage.signsIn('ruth');
    await ruth.startsAFollowUp(mrTeal, { operatedOn: daysAgo(400) });
    const today = daysAgo(0);
    const off = addWorkingDays(today, 1, bankHolidays);
    await owen.page.goto('/administration/holidays');
    expect(await owen.reads()).toMatch(/Christmas Day[^]*declared no day of its own/);
    await owen.page.click('a:has-text("Declare days off")');
    await owen.page.click('button:has-text("See what this will do")');
    expect(await owen.reads()).toMatch(/Enter the first day[^]*Enter what the day is called[^]*Enter your reason/);
    const fills = async (field: string, on: CivilDate): Promise<void> => {
      const [year = '', month = '', day = ''] = on.split('-');
      for (const [part, value] of Object.entries({ day, month, year })) await owen.page.fill(`#${field}-${part}`, value);
    };
    await fills('from', off);
    await fills('to', addDays(off, 1));
    await owen.page.fill('#name', 'Clinic closed');
    await owen.page.fill('#reason', 'Move to the new building');
    await owen.page.click('button:has-text("See what this will do")');
    expect(await owen.reads()).toContain(`${weekdayOf(off)} ${showDate(off)}`);
    await owen.page.click('button:has-text("Record these days")');
    expect(await told(owen)).toContain('pass over these days');

    await stage.senders.report(psa('0.60'), mrTeal);
    await eventually(async () => {
      const opened = (await events()).findLast(({ type, trust }) => type === 'ReviewOpened' && trust === 'ZT001');
      const holidays = { has: (on: string) => bankHolidays.has(on) || on === off || on === addDays(off, 1) };
      expect(opened?.data['reviewBy']).toBe(addWorkingDays(today, 2, holidays));
      expect(opened?.data['reviewBy']).not.toBe(addWorkingDays(today, 2, bankHolidays));
    });

    await owen.page.goto(`/administration/holidays?year=${off.slice(0, 4)}`);
    await owen.page.click('main a:has-text("Take back") >> nth=0');
    await owen.page.click('button:has-text("Take this day back")');
    expect(await owen.reads()).toContain('Enter your reason');
    await owen.page.fill('#reason', 'The move is put off');
    await owen.page.click('button:has-text("Take this day back")');
    expect(await told(owen)).toContain('The day is worked');
    expect((await events()).filter(({ type }) => type.startsWith('Holiday')).map(({ type, trust }) => [type, trust])).toEqual([
      ['HolidaysDeclared', 'ZT001'],
      ['HolidayWithdrawn', 'ZT001'],
    ]);
  }, 90_000);

  it('is administered by nobody else: the page is not there for a nurse', async () => {
    const anwen = await stage.signsIn('anwen');
    expect(await anwen.page.locator('header nav').last().innerText()).not.toContain('Administration');
    for (const path of ['', '/users', '/feeds', '/holidays'])
      expect((await anwen.page.request.get(`/administration${path}`, { maxRedirects: 0 })).status()).toBe(403);
    expect((await sam.page.request.get('/administration/holidays', { maxRedirects: 0 })).status()).toBe(403);
  }, 30_000);
});
