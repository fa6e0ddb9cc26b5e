import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Refused } from '@rms/service-kit';
import { teams, type TeamCopy } from '../../copies/others.projection.js';
import type { Owners } from '../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../session/signed-in.js';
import { ownersToken, pagesToken } from '../../session/tokens.js';
import { workItems } from '../../worklist/work-items.view.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft } from '../drafts.js';
import { fieldsOf, fieldsOfForm, type FilledIn } from '../form.js';
import { errorsIn, goOn, ticked } from '../owner-answer.js';
import type { Pages } from '../pages.js';
import { peopleOf } from './people.js';
import { workWords } from './work-words.js';
import { readChange, readNewTeam, type TeamOrder } from './team.reading.js';
import { teamEffects } from './effects.model.js';

interface Place {
  readonly team: string;
  readonly draft: string;
}
type At = { readonly who: SignedIn; readonly team: string; readonly response: PageResponse };
const kind = 'team';
const parts = { form: '', join: '/members', withdraw: '/withdrawals', lead: '/lead', work: '/work' } as const;
const newTeam = 'new';

/** Forms a team, or changes one: a form, what it will do, then the record. For administrators of the trust. */
@Controller('teams/:team')
@ForRoles('trust-admin')
export class TeamChangePage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async newOne(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    if (place.team !== newTeam) throw new Refused(404, 'not-found', 'Page not found');
    await this.#showAgain({ who, team: newTeam, response });
  }

  @Get('change')
  async change(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    await this.#showAgain({ who, team: place.team, response });
  }

  @Post('change')
  async read(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = { who, team: place.team, response };
    const { body } = response.req as { readonly body: unknown };
    const typed = fieldsOf(body);
    const ticks = { members: ticked(body, 'members'), receives: ticked(body, 'receives') };
    const read = place.team === newTeam ? readNewTeam(typed, ticks) : readChange(typed, ticks.receives);
    const values = { ...typed, ticked: [...ticks.members, ...ticks.receives].join(' ') };
    if (!read.ok) {
      await this.#show(at, { values, errors: read.errors, status: 422 });
      return;
    }
    const draft = { kind, about: place.team, values: { ...values, order: JSON.stringify(read.order) } };
    response.redirect(303, `/teams/${place.team}/check/${keepDraft(response.req, draft, () => this.pages.newId())}`);
  }

  @Get('check/:draft')
  async check(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = { who, team: place.team, response };
    const draft = draftOf(response.req, place.draft, { kind, about: place.team });
    if (draft === undefined) {
      response.redirect(303, '/teams');
      return;
    }
    const copy = await this.#copyOf(at);
    const { nameOf } = await peopleOf(this.pages, who.trust);
    const open = await this.pages.views.of(workItems).find(who.trust, { team: place.team });
    const order = JSON.parse(draft.values['order'] ?? '{}') as TeamOrder;
    await this.pages.send(response, {
      template: 'teams/check.njk',
      title: 'Check before you record it',
      section: 'Teams',
      back: { href: `${this.#pathOf(place.team)}?draft=${place.draft}`, text: 'Change it' },
      model: {
        heading: copy?.name ?? (order.kind === 'form' ? order.name : ''),
        effects: teamEffects(order, { nameOf, open, team: copy }),
        path: `/teams/${place.team}/check/${place.draft}`,
        leave: '/teams',
      },
    });
  }

  @Post('check/:draft')
  async record(@Who() who: SignedIn, @Param() place: Place, @Res() response: PageResponse): Promise<void> {
    const at = { who, team: place.team, response };
    const draft = draftOf(response.req, place.draft, { kind, about: place.team });
    if (draft === undefined) {
      response.redirect(303, '/teams');
      return;
    }
    const { kind: what, ...content } = JSON.parse(draft.values['order'] ?? '{}') as TeamOrder;
    const seen = what === 'form' ? {} : { seen: Number(draft.values['seen']) };
    const path = what === 'form' ? '' : `/${place.team}${parts[what]}`;
    const answer = await this.owners.give('alerting', `/trusts/${who.trust}/teams${path}`, {
      token: who.token,
      body: { commandId: draft.commandId, ...seen, ...content },
    });
    dropDraft(response.req, place.draft);
    if (answer.done) await goOn(this.pages, response, { receipt: answer.receipt, said: 'Recorded.', to: '/teams' });
    else await this.#show(at, { values: {}, errors: errorsIn(answer, what === 'form' ? 'name' : 'what'), status: answer.status });
  }

  // As it was typed, where somebody comes back from looking at what it would do.
  async #showAgain(at: At): Promise<void> {
    const draft = draftOf(at.response.req, draftAskedFor(at.response.req), { kind, about: at.team });
    await this.#show(at, { values: draft?.values ?? {}, errors: [], status: 200 });
  }

  #pathOf(team: string): string {
    return team === newTeam ? '/teams/new' : `/teams/${team}/change`;
  }

  async #copyOf({ who, team }: At): Promise<TeamCopy | undefined> {
    if (team === newTeam) return undefined;
    const copy = await this.pages.copies.of(teams).get(who.trust, team);
    if (copy === undefined) throw new Refused(404, 'not-found', 'Page not found');
    return copy;
  }

  async #show(at: At, form: FilledIn): Promise<void> {
    const copy = await this.#copyOf(at);
    const { colleagues } = await peopleOf(this.pages, at.who.trust);
    const ticks = (form.values['ticked'] ?? copy?.receives.join(' ') ?? '').split(' ');
    const there = colleagues.filter((one) => !one.left);
    await this.pages.send(at.response, {
      template: copy === undefined ? 'teams/new-team.njk' : 'teams/team-change.njk',
      title: copy === undefined ? 'Form a team' : `Change ${copy.name}`,
      section: 'Teams',
      status: form.status,
      back: { href: '/teams', text: 'Teams' },
      model: {
        team: copy,
        path: `/teams/${at.team}/change`,
        seen: copy?.published,
        outside: there.filter((one) => copy?.members.includes(one.person) !== true),
        inside: there.filter((one) => copy?.members.includes(one.person) === true),
        everybody: there.map((one) => ({ value: one.person, text: `${one.name}, ${one.role}`, checked: ticks.includes(one.person) })),
        work: Object.entries(workWords).map(([value, text]) => ({ value, text, checked: ticks.includes(value) })),
        ...fieldsOfForm(form),
      },
    });
  }
}
