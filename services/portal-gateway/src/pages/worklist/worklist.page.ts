import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { hasRole, type Person, type Role } from '@rms/identity';
import { instantFromMillis, millisOf, parseInstant } from '@rms/nhs';
import { teams } from '../../copies/others.projection.js';
import { answerers, ForRoles, Who, workers, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { pagesToken } from '../../session/tokens.js';
import { instant } from '../../words.js';
import { followUpStates, type HeldBy } from '../../worklist/follow-up-states.view.js';
import { workItems, type WorkItem } from '../../worklist/work-items.view.js';
import { everyones, kinds, worklistOf, type Kind, type Whose } from '../../worklist/worklist.model.js';
import { alarmsFor } from '../alarms/alarms.js';
import type { Pages } from '../pages.js';

const staff = ['clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator', 'trust-admin'] as const;
const homes: readonly (readonly [page: string, roles: readonly Role[]])[] = [
  ['/worklist', staff],
  ['/feeds', ['platform-admin']],
  ['/letters', ['letters-clerk']],
  ['/patients', ['auditor', 'clinical-safety-officer']],
];
const homeOf = (person: Person): string => homes.find(([, roles]) => hasRole(person, ...roles))?.[0] ?? '/nothing-here';
const orphanAfterMs = 60_000;
const whoseOf = (text: string | undefined): Whose => (Object.hasOwn(everyones, text ?? '') ? (text as Whose) : 'mine');
const kindOf = (text: string | undefined): Kind => (Object.hasOwn(kinds, text ?? '') ? (text as Kind) : 'everything');

/** What holds the patients whom a trust follows: parts that add up to the total. */
type Held = Readonly<Record<Exclude<HeldBy, 'ended'> | 'total', number>>;

/** What waits for somebody, most serious and longest waiting first, and who is not on the list. */
@Controller()
export class WorklistPage {
  constructor(@Inject(pagesToken) private readonly pages: Pages) {}

  @Get()
  home(@Who() who: SignedIn, @Res() response: PageResponse): void {
    response.redirect(303, homeOf(who.person));
  }

  @Get('nothing-here')
  async nothing(@Res() response: PageResponse): Promise<void> {
    await this.pages.send(response, {
      template: 'errors/nothing-here.njk',
      title: 'Nothing here for your role yet',
      hideFresh: true,
      model: {},
    });
  }

  @Get('worklist')
  @ForRoles(...workers)
  async worklist(
    @Who() who: SignedIn,
    @Query() query: { readonly whose?: string; readonly kind?: string; readonly part?: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const { today, holidays, nameOf } = await this.pages.contextFor(who);
    const items = await this.#items(who.trust);
    const looking = {
      subject: who.person.subject,
      roles: who.person.roles,
      now: this.pages.now(),
      teams: await this.#teamsOf(who),
      today,
      holidays,
      nameOf: (person: string) => nameOf(`person:${person}`),
    };
    const list = worklistOf(
      items,
      { whose: whoseOf(query.whose), kind: kindOf(query.kind), part: Number(query.part ?? '1') || 1 },
      looking,
    );
    const seenAt = this.pages.now();
    await this.pages.send(response, {
      template: 'worklist/worklist.njk',
      title: 'Worklist',
      section: 'Worklist',
      model: {
        list,
        mayRecordCalls: hasRole(who.person, ...answerers),
        alarms: await alarmsFor(this.pages, who),
        held: await this.#held(who.trust),
        orphans: await this.#orphans(who.trust),
        seenAt,
        seenAtWords: instant(seenAt).slice(-5),
        others: list.whose.filter((each) => !each.current && each.count > 0),
      },
    });
  }

  /** How many tasks have come since somebody looked: for the page to say so without moving anything under the reader. */
  @Get('worklist/news')
  @ForRoles(...workers)
  async news(@Who() who: SignedIn, @Query('since') since: string, @Res() response: PageResponse): Promise<void> {
    const items = await this.#items(who.trust);
    response.set('cache-control', 'no-store').json({ came: items.filter((item) => item.openedAt > since).length, open: items.length });
  }

  #items(trust: string): Promise<readonly WorkItem[]> {
    return this.pages.views.of(workItems).find(trust, {});
  }

  async #teamsOf({ person, trust }: SignedIn): Promise<readonly string[]> {
    return (await this.pages.copies.of(teams).find(trust, {}))
      .filter((team) => team.members.includes(person.subject))
      .map((team) => team._id);
  }

  async #held(trust: string): Promise<Held> {
    const count = (heldBy: HeldBy): Promise<number> => this.pages.views.of(followUpStates).count(trust, { heldBy });
    const [task, review, date, nothing] = await Promise.all([count('task'), count('review'), count('date'), count('nothing')]);
    return { total: task + review + date + nothing, task, review, date, nothing };
  }

  // A review must have its task within a minute. Where it has not, the list itself says so.
  async #orphans(trust: string): Promise<number> {
    const now = parseInstant(this.pages.now());
    const limit = now === undefined ? '' : instantFromMillis(millisOf(now) - orphanAfterMs);
    return (await this.pages.views.of(followUpStates).find(trust, { heldBy: 'review' })).filter((state) => state.oldestReviewAt < limit)
      .length;
  }
}
