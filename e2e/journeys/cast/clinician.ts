import { expect } from '@jest/globals';
import type { CivilDate } from '@rms/nhs';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { eventually } from './eventually.js';
import type { JourneyPatient } from './patients.js';

const nameOf = ({ family, given }: JourneyPatient): RegExp => new RegExp(`${family}, ${given}`, 'i');

export type Decision =
  | { readonly decide: 'Continue as planned'; readonly reason: string }
  | { readonly decide: 'Repeat the test' | 'Recall to clinic'; readonly withinWeeks: number; readonly reason: string }
  | { readonly decide: 'End follow-up'; readonly because: string; readonly reason: string };

/** How a follow-up is started: the day its tests are counted from, the protocol by its title, and the answers to its questions. */
export interface Start {
  readonly operatedOn: CivilDate;
  readonly by?: string;
  readonly answers?: Readonly<Record<string, string>>;
}
const afterProstatectomy = 'Prostate, after radical prostatectomy';
export type CallOutcome =
  'Reached, a date was agreed' | 'Reached, the patient does not want the test' | 'Nobody was reached' | 'The number is wrong';

// Whoever keeps the sign-ins has a page of its own for them.
const identify = async (page: Page, username: string, password: string): Promise<void> => {
  const isKeycloak = (await page.locator('#kc-form-login').count()) > 0;
  if (isKeycloak) await page.fill('#username', username);
  else await page.check(`input[value=${username}]`);
  await page.fill('#password', password);
  await page.click(isKeycloak ? '#kc-login' : 'button:has-text("Sign in")');
};

/** Somebody at a screen: what a person does and sees, and nothing of what is behind it. */
export class Clinician {
  private constructor(
    readonly page: Page,
    private readonly window: BrowserContext,
  ) {}

  static async signsIn(window: BrowserContext, username: string, password: string): Promise<Clinician> {
    const page = await window.newPage();
    await page.goto('/');
    await identify(page, username, password);
    await page.waitForURL((url) => !url.pathname.startsWith('/realms'));
    return new Clinician(page, window);
  }

  /** The same person in another window. */
  async opensAnotherWindow(): Promise<Clinician> {
    return new Clinician(await this.window.newPage(), this.window);
  }

  async seesInFind(patient: JourneyPatient): Promise<void> {
    await eventually(async () => {
      await this.page.goto(`/patients?q=${encodeURIComponent(patient.nhsNumber)}`);
      expect(await this.#main()).toMatch(nameOf(patient));
    });
  }

  async opensPatient(patient: JourneyPatient): Promise<void> {
    await this.seesInFind(patient);
    await this.page.click(`main .app-work__who a:has-text("${patient.family}")`);
  }

  async startsAFollowUp(patient: JourneyPatient, start: Start): Promise<void> {
    await this.fillsInTheStart(patient, start);
    await this.page.click('button:has-text("Start follow-up")');
    expect(await this.#main()).toContain('What happens next');
  }

  /** As far as the page that says what starting will do. */
  async fillsInTheStart(patient: JourneyPatient, { operatedOn, by = afterProstatectomy, answers = {} }: Start): Promise<void> {
    const [year = '', month = '', day = ''] = operatedOn.split('-');
    await this.opensPatient(patient);
    await this.page.click('main a:has-text("Start a follow-up")');
    await this.page.getByLabel(by, { exact: true }).check();
    for (const [asked, says] of Object.entries(answers))
      await this.page.getByRole('group', { name: asked, exact: true }).getByLabel(says, { exact: true }).check();
    for (const [part, value] of [
      ['day', day],
      ['month', month],
      ['year', year],
    ] as const)
      await this.page.fill(`#anchor-${part}`, value);
    await this.page.click('button:has-text("See the schedule")');
  }

  async undoesTheStart(patient: JourneyPatient, reason: string): Promise<void> {
    await this.opensPatient(patient);
    await this.page.click('a:has-text("Undo this start")');
    await this.page.fill('#reason', reason);
    await this.page.click('main form button');
  }

  async seesATaskFor(patient: JourneyPatient, saying: string): Promise<void> {
    await eventually(async () => {
      await this.page.goto('/worklist?whose=trust');
      const tasks = await this.#taskOf(patient).allInnerTexts();
      expect(tasks.filter((text) => text.includes(saying))).toHaveLength(1);
    });
  }

  /** A task that is about no patient yet, such as a message to sort out. */
  async seesATaskSaying(text: string): Promise<void> {
    await eventually(async () => {
      await this.page.goto('/worklist?whose=trust');
      expect(await this.page.locator('.app-work__item', { hasText: text }).count()).toBe(1);
    });
  }

  /** Nothing clinical waits about the patient; what the letters office sees to is another matter. */
  async seesNoTaskFor(patient: JourneyPatient): Promise<void> {
    await eventually(async () => {
      await this.page.goto('/worklist?whose=trust');
      const tasks = await this.#taskOf(patient).allInnerTexts();
      expect(tasks.filter((text) => !text.includes('See to the letter'))).toEqual([]);
    });
  }

  /** The names on the worklist from top to bottom. */
  async namesOnTheWorklist(): Promise<readonly string[]> {
    await this.page.goto('/worklist?whose=trust');
    return this.page.locator('.app-work__who').allInnerTexts();
  }

  async opensTheReviewOf(patient: JourneyPatient): Promise<void> {
    await this.page.goto('/worklist?whose=trust');
    await this.#taskOf(patient).locator('.app-work__do a[href*="/reviews/"]').click();
  }

  async decides(decision: Decision): Promise<void> {
    await this.seesWhatItWillDo(decision);
    await this.records();
  }

  async seesWhatItWillDo(decision: Decision): Promise<string> {
    await this.page.getByLabel(decision.decide, { exact: true }).check();
    if ('withinWeeks' in decision)
      await this.page.fill(decision.decide === 'Repeat the test' ? '#weeks' : '#clinic', String(decision.withinWeeks));
    if ('because' in decision) await this.page.getByLabel(decision.because).check();
    await this.page.fill('#reason', decision.reason);
    await this.page.click('button:has-text("See what this will do")');
    return this.#main();
  }

  async records(): Promise<void> {
    await this.page.click('button:has-text("Record this decision")');
  }

  /** A telephone call about a missed test, from the worklist, as far as its recording. Answers what it said it would do. */
  async recordsACallTo(patient: JourneyPatient, outcome: CallOutcome, note = ''): Promise<string> {
    await this.page.goto('/worklist?whose=trust&kind=telephone');
    await this.#taskOf(patient).locator('a:has-text("Record call")').click();
    await this.page.getByLabel(outcome, { exact: true }).check();
    await this.page.fill('#note', note);
    await this.page.click('button:has-text("See what this will do")');
    const said = await this.#main();
    await this.page.click('button:has-text("Record this call")');
    return said;
  }

  async suspends(patient: JourneyPatient, { until, reason }: { readonly until: CivilDate; readonly reason: string }): Promise<void> {
    const [year = '', month = '', day = ''] = until.split('-');
    await this.opensPatient(patient);
    await this.page.click('a:has-text("Suspend this follow-up")');
    for (const [part, value] of [
      ['day', day],
      ['month', month],
      ['year', year],
    ] as const)
      await this.page.fill(`#on-${part}`, value);
    await this.page.fill('#reason', reason);
    await this.page.click('button:has-text("See what this will do")');
    await this.page.click('button:has-text("Suspend follow-up")');
  }

  async reads(): Promise<string> {
    return this.#main();
  }

  async seesOnThePageOf(patient: JourneyPatient, ...texts: readonly (string | RegExp)[]): Promise<void> {
    await eventually(async () => {
      await this.opensPatient(patient);
      const text = await this.#main();
      for (const expected of texts) expect(text).toMatch(expected);
    });
  }

  async opensTheHistory(): Promise<string> {
    await this.page.click('a:has-text("Show the whole history")');
    return this.#main();
  }

  #main(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  #taskOf(patient: JourneyPatient): Locator {
    return this.page.locator('.app-work__item', { hasText: nameOf(patient) });
  }
}
