import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { KeptSignIn } from '@rms/identity';
import { Refused } from '@rms/service-kit';
import type { StaffCopy } from '../../../copies/staff.projection.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { pagesToken, staffToken } from '../../../session/tokens.js';
import { administratorOf, type StaffAdministration } from '../../../staff/staff-administration.js';
import { isWhollyOf, maySuspend, rolesNotHis, whoMaySuspend } from '../../../staff/who-may-administer.js';
import { instant } from '../../../words.js';
import { fieldsOf } from '../../form.js';
import { namesFor } from '../../names.js';
import type { Pages } from '../../pages.js';
import { userRow } from './user-rows.js';

const backToUsers = { href: '/administration/users', text: 'Users' };

/** What an administrator may do about somebody; a page offers nothing that would be refused. */
const offered = (who: SignedIn, one: StaffCopy, signIn: KeptSignIn | undefined) => {
  const by = administratorOf(who);
  const isOwn = one.person === who.person.subject;
  // A sign-in that was lost is made again under its name; of a training sign-in no name is on record.
  const isThere = signIn !== undefined || one.username !== undefined;
  const isHis = !isOwn && isWhollyOf(by, one);
  return {
    isOwn,
    isOfOthers: !isWhollyOf(by, one),
    mayGiveRoles: isHis && one.outOfUse === undefined,
    mayGivePassword: isHis && isThere && one.outOfUse === undefined && rolesNotHis(by, one.roles, []).length === 0,
    maySuspend: !isOwn && maySuspend(by, one),
  };
};

/** Everybody of the trust who may sign in, and one of them. */
@Controller('administration/users')
@ForRoles('trust-admin', 'platform-admin')
export class UsersPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(staffToken) private readonly staff: StaffAdministration,
  ) {}

  @Get()
  async list(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const signIns = await this.staff.signIns();
    const all = await this.staff.everybody(who);
    const rows = all.map((one) => userRow(one, signIns.get(one.person), (ods) => this.pages.trustName(ods)));
    await this.pages.send(response, {
      template: 'administration/users/users.njk',
      title: 'Users',
      section: 'Administration',
      back: { href: '/administration', text: 'Administration' },
      model: {
        rows,
        inUse: all.filter(({ outOfUse }) => outOfUse === undefined).length,
        outOfUse: all.filter(({ outOfUse }) => outOfUse !== undefined).length,
        several: who.person.trusts.length > 1,
      },
    });
  }

  @Get(':user')
  async one(@Who() who: SignedIn, @Param('user') user: string, @Res() response: PageResponse): Promise<void> {
    const one = await this.#one(who, user);
    const { nameOf } = await namesFor(this.pages.copies, who.trust);
    const history = await this.staff.history(user);
    const signIn = (await this.staff.signIns()).get(one.person);
    const row = userRow(one, signIn, (ods) => this.pages.trustName(ods));
    await this.pages.send(response, {
      template: 'administration/users/user.njk',
      title: one.name,
      section: 'Administration',
      back: backToUsers,
      model: {
        row,
        ...offered(who, one, signIn),
        whoMay: whoMaySuspend(await this.staff.everybody(who), one).map(({ name }) => name),
        outOfUse: one.outOfUse === undefined ? undefined : { at: instant(one.outOfUse.at), reason: one.outOfUse.reason },
        seen: one.published,
        commandId: this.pages.newId(),
        history: [...history]
          .reverse()
          .map(({ recordedAt, actor, sentence }) => ({ when: instant(recordedAt), by: nameOf(actor), sentence })),
      },
    });
  }

  /** The password is shown in this answer and nowhere else; it is kept as a hash only. */
  @Post(':user/password')
  async password(@Who() who: SignedIn, @Param('user') user: string, @Res() response: PageResponse): Promise<void> {
    const one = await this.#one(who, user);
    const { commandId = this.pages.newId(), seen } = fieldsOf(response.req.body);
    const password = await this.staff.firstPassword(who, one, { commandId, seen: Number(seen) });
    await this.pages.send(response, {
      template: 'administration/users/password.njk',
      title: password === undefined ? 'The password was shown before' : 'First password',
      section: 'Administration',
      hideFresh: true,
      back: { href: `/administration/users/${user}`, text: one.name },
      model: { name: one.name, account: user, password, username: (await this.staff.signIns()).get(one.person)?.username ?? '' },
    });
  }

  async #one(who: SignedIn, user: string): Promise<StaffCopy> {
    const one = await this.staff.one(who, user);
    if (one === undefined) throw new Refused(404, 'not-found', 'Page not found');
    return one;
  }
}
