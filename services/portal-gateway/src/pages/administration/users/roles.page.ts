import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { present } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import type { StaffCopy } from '../../../copies/staff.projection.js';
import type { Owners } from '../../../owners/owners.js';
import { ForRoles, Who, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { ownersToken, pagesToken, staffToken } from '../../../session/tokens.js';
import { administratorOf, type StaffAdministration } from '../../../staff/staff-administration.js';
import { givesRegistrations, rolesToGive } from '../../../staff/who-may-administer.js';
import { draftAskedFor, draftOf, dropDraft, keepDraft } from '../../drafts.js';
import { fieldsOf, fieldsOfForm, type FilledIn, type Values } from '../../form.js';
import { goOn } from '../../owner-answer.js';
import type { Pages } from '../../pages.js';
import { roleBoxes } from './add-user.page.js';
import { roleEffects } from './role-effects.js';
import { roleWordsOf } from './user-rows.js';
import { readRoles } from './user.reading.js';
import { whatItLeaves } from './what-it-leaves.js';

interface At {
  readonly who: SignedIn;
  readonly one: StaffCopy;
  readonly response: PageResponse;
}
const kind = 'roles';

/** Which roles somebody has from now on, in two steps: the form, then what it will do. */
@Controller('administration/users/:user/roles')
@ForRoles('trust-admin', 'platform-admin')
export class RolesPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(staffToken) private readonly staff: StaffAdministration,
    @Inject(ownersToken) private readonly owners: Owners,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Param('user') user: string, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at(who, user, response);
    const draft = draftOf(response.req, draftAskedFor(response.req), { kind, about: user });
    const now = { ...Object.fromEntries(at.one.roles.map((role) => [`role-${role}`, 'yes'])), registration: at.one.registration ?? '' };
    await this.#show(at, { values: draft?.values ?? now, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Param('user') user: string, @Res() response: PageResponse): Promise<void> {
    const at = await this.#at(who, user, response);
    const values = fieldsOf(response.req.body);
    const { errors } = this.#read(at, values);
    if (errors.length > 0) {
      await this.#show(at, { values, errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { kind, about: user, values }, () => this.pages.newId());
    response.redirect(303, `/administration/users/${user}/roles/check/${draft}`);
  }

  @Get('check/:draft')
  async check(
    @Who() who: SignedIn,
    @Param() { user, draft: id }: { readonly user: string; readonly draft: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const at = await this.#at(who, user, response);
    const draft = draftOf(response.req, id, { kind, about: user });
    if (draft === undefined) {
      response.redirect(303, `/administration/users/${user}/roles`);
      return;
    }
    const { roles, registration, reason } = this.#read(at, draft.values);
    await this.pages.send(response, {
      template: 'administration/users/roles-check.njk',
      title: `Check the roles of ${at.one.name}`,
      section: 'Administration',
      hideFresh: true,
      back: { href: `/administration/users/${user}/roles?draft=${id}`, text: 'Roles' },
      model: {
        name: at.one.name,
        account: user,
        reason,
        before: roleWordsOf(at.one.roles),
        after: roleWordsOf(roles),
        registration: { before: at.one.registration ?? 'None', after: registration === '' ? 'None' : registration },
        effects: roleEffects(at.one, { roles, registration }),
        leaves: at.one.roles.every((role) => roles.includes(role))
          ? { work: [], withoutDecision: [] }
          : await whatItLeaves({ pages: this.pages, owners: this.owners, who }, at.one, { what: 'roles', roles, registration }),
      },
    });
  }

  @Post('check/:draft')
  async record(
    @Who() who: SignedIn,
    @Param() { user, draft: id }: { readonly user: string; readonly draft: string },
    @Res() response: PageResponse,
  ): Promise<void> {
    const at = await this.#at(who, user, response);
    const draft = draftOf(response.req, id, { kind, about: user });
    if (draft === undefined) {
      response.redirect(303, `/administration/users/${user}`);
      return;
    }
    const { roles, registration, reason } = this.#read(at, draft.values);
    const receipt = await this.staff.give(who, user, {
      type: 'GiveRoles',
      roles,
      reason,
      ...present({ registration: registration === '' ? undefined : registration }),
      commandId: draft.commandId,
      seen: Number(draft.values['seen']),
    });
    dropDraft(response.req, id);
    await goOn(this.pages, response, {
      receipt,
      said: `The roles of ${at.one.name} are recorded and hold from now on.`,
      to: `/administration/users/${user}`,
    });
  }

  async #at(who: SignedIn, user: string, response: PageResponse): Promise<At> {
    const one = await this.staff.one(who, user);
    if (one === undefined) throw new Refused(404, 'not-found', 'Page not found');
    if (one.person === who.person.subject)
      throw new Refused(403, 'own-account', 'Nobody can change his or her own roles. Ask another administrator.');
    return { who, one, response };
  }

  #read({ who, one }: At, values: Values): ReturnType<typeof readRoles> {
    const by = administratorOf(who);
    const typed = givesRegistrations(by) ? values : { ...values, registration: one.registration ?? '' };
    return readRoles(typed, { offered: rolesToGive(by), has: one.roles });
  }

  async #show({ who, one, response }: At, form: FilledIn): Promise<void> {
    const offered: readonly string[] = rolesToGive(administratorOf(who));
    await this.pages.send(response, {
      template: 'administration/users/roles.njk',
      title: `Roles of ${one.name}`,
      section: 'Administration',
      status: form.status,
      hideFresh: true,
      back: { href: `/administration/users/${one._id}`, text: one.name },
      model: {
        name: one.name,
        seen: form.values['seen'] ?? one.published,
        roles: roleBoxes(offered, form.values),
        mayRegister: givesRegistrations(administratorOf(who)),
        kept:
          one.roles.filter((role) => !offered.includes(role)).length === 0
            ? ''
            : roleWordsOf(one.roles.filter((role) => !offered.includes(role))),
        ...fieldsOfForm(form),
      },
    });
  }
}
