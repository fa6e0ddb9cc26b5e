import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Refused } from '@rms/service-kit';
import { teams } from '../../../copies/others.projection.js';
import type { StaffCopy } from '../../../copies/staff.projection.js';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken, staffToken } from '../../../session/tokens.js';
import { administratorOf, type StaffAdministration } from '../../../staff/staff-administration.js';
import { staffRefusals } from '../../../staff/staff.aggregate.js';
import { whyNotSuspend } from '../../../staff/who-may-administer.js';
import { fieldsOf, fieldsOfForm, formError, tooLong, type FilledIn } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { whatItLeaves } from './what-it-leaves.js';

type Way = 'stop' | 'back';
interface At {
  readonly who: SignedIn;
  readonly one: StaffCopy;
  readonly way: Way;
  readonly response: PageResponse;
}
const ways = {
  stop: { type: 'PutOutOfUse', title: 'out of use', recorded: 'is out of use, and signed out everywhere.' },
  back: { type: 'PutBackInUse', title: 'back in use', recorded: 'may sign in again.' },
} as const;

/** Putting somebody out of use, who is signed out at once, and back. */
@Controller('administration/users/:user')
@ForRoles('trust-admin', 'platform-admin')
export class UsePage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(staffToken) private readonly staff: StaffAdministration,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get('stop')
  stopForm(@Who() who: SignedIn, @Param('user') user: string, @Res() response: PageResponse): Promise<void> {
    return this.#form(who, { user, way: 'stop' }, response);
  }

  @Post('stop')
  stop(@Who() who: SignedIn, @Param('user') user: string, @Res() response: PageResponse): Promise<void> {
    return this.#record(who, { user, way: 'stop' }, response);
  }

  @Get('back')
  backForm(@Who() who: SignedIn, @Param('user') user: string, @Res() response: PageResponse): Promise<void> {
    return this.#form(who, { user, way: 'back' }, response);
  }

  @Post('back')
  back(@Who() who: SignedIn, @Param('user') user: string, @Res() response: PageResponse): Promise<void> {
    return this.#record(who, { user, way: 'back' }, response);
  }

  async #form(who: SignedIn, place: { readonly user: string; readonly way: Way }, response: PageResponse): Promise<void> {
    await this.#show(await this.#at(who, place, response), { values: {}, errors: [], status: 200 });
  }

  async #record(who: SignedIn, place: { readonly user: string; readonly way: Way }, response: PageResponse): Promise<void> {
    const at = await this.#at(who, place, response);
    const values = fieldsOf(response.req.body);
    const { reason = '', commandId = this.pages.newId(), seen } = values;
    const errors = reason === '' ? [formError('reason', 'Enter your reason')] : tooLong('reason', 'Your reason', reason);
    if (errors.length > 0) {
      await this.#show(at, { values, errors, status: 422 });
      return;
    }
    const { type, recorded } = ways[at.way];
    const receipt = await this.staff.give(who, place.user, { type, reason, commandId, seen: Number(seen) });
    await goOn(this.pages, response, { receipt, said: `${at.one.name} ${recorded}`, to: `/administration/users/${place.user}` });
  }

  async #at(who: SignedIn, { user, way }: { readonly user: string; readonly way: Way }, response: PageResponse): Promise<At> {
    const one = await this.staff.one(who, user);
    if (one === undefined) throw new Refused(404, 'not-found', 'Page not found');
    if (one.person === who.person.subject)
      throw new Refused(403, 'own-account', 'Nobody can put his or her own account out of use. Ask another administrator.');
    const notHis = whyNotSuspend(administratorOf(who), one);
    if (notHis !== undefined) {
      const [status, sentence] = staffRefusals[notHis];
      throw new Refused(status, notHis, sentence);
    }
    return { who, one, way, response };
  }

  async #show({ who, one, way, response }: At, form: FilledIn): Promise<void> {
    const groups = await Promise.all(
      one.trusts.filter((trust) => who.person.trusts.includes(trust)).map((trust) => this.pages.copies.of(teams).find(trust, {})),
    );
    const own = groups.flat().filter(({ members, lead }) => members.includes(one.person) || lead === one.person);
    await this.pages.send(response, {
      template: 'administration/users/use.njk',
      title: `Put ${one.name} ${ways[way].title}`,
      section: 'Administration',
      status: form.status,
      hideFresh: true,
      back: { href: `/administration/users/${one._id}`, text: one.name },
      model: {
        name: one.name,
        account: one._id,
        way,
        isSo: (one.outOfUse !== undefined) === (way === 'stop'),
        ...(way === 'stop'
          ? { leaves: await whatItLeaves({ pages: this.pages, owners: this.owners, who }, one, { what: 'out-of-use' }) }
          : {}),
        teams: own.map(({ name, lead }) => ({ name, leads: lead === one.person })),
        seen: form.values['seen'] ?? one.published,
        commandId: form.values['commandId'] ?? this.pages.newId(),
        ...fieldsOfForm(form),
      },
    });
  }
}
