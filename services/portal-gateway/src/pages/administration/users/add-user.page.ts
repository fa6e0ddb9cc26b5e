import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { roleNames, type Role } from '@rms/identity';
import { present } from '@rms/nhs';
import { Refused } from '@rms/service-kit';
import { ForRoles, Who, type Draft, type PageResponse, type SignedIn } from '../../../session/signed-in.js';
import { pagesToken, staffToken } from '../../../session/tokens.js';
import { administratorOf, type StaffAdministration } from '../../../staff/staff-administration.js';
import { registeredRoles, rolesToGive } from '../../../staff/who-may-administer.js';
import { draftAskedFor, draftOf, draftOrBack, keepDraft } from '../../drafts.js';
import { fieldsOf, fieldsOfForm, formError, type FilledIn, type Values } from '../../form.js';
import type { Pages } from '../../pages.js';
import { roleWordsOf } from './user-rows.js';
import { readUser, type OfferedToGive } from './user.reading.js';

const purpose = { kind: 'add-user', about: 'new' };
const backToUsers = { href: '/administration/users', text: 'Users' };

const offeredTo = (who: SignedIn): OfferedToGive => ({ roles: rolesToGive(administratorOf(who)), trusts: who.person.trusts });
/** Roles as boxes to tick. */
export const roleBoxes = (roles: readonly string[], values: Values): readonly object[] =>
  roles.map((role) => ({
    name: `role-${role}`,
    id: `role-${role}`,
    value: 'yes',
    text: roleNames[role as Role],
    checked: values[`role-${role}`] === 'yes',
    ...(registeredRoles.includes(role) ? { hint: { text: 'Needs a registration number' } } : {}),
  }));

/** Adding somebody in two steps: the form, then what it will do. The first password is shown once, in the answer. */
@Controller('administration/users/new')
@ForRoles('trust-admin', 'platform-admin')
export class AddUserPage {
  constructor(
    @Inject(pagesToken) private readonly pages: Pages,
    @Inject(staffToken) private readonly staff: StaffAdministration,
  ) {}

  @Get()
  async form(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const draft = draftOf(response.req, draftAskedFor(response.req), purpose);
    await this.#show(who, response, { values: draft?.values ?? {}, errors: [], status: 200 });
  }

  @Post()
  async answer(@Who() who: SignedIn, @Res() response: PageResponse): Promise<void> {
    const values = fieldsOf(response.req.body);
    const { user, errors: typed } = readUser(values, offeredTo(who));
    const isTaken = [...(await this.staff.signIns()).values()].some(({ username }) => username === user.username);
    const errors = isTaken ? [...typed, formError('username', 'Somebody else has this username. Enter another')] : typed;
    if (errors.length > 0) {
      await this.#show(who, response, { values, errors, status: 422 });
      return;
    }
    const draft = keepDraft(response.req, { ...purpose, values }, () => this.pages.newId());
    response.redirect(303, `/administration/users/new/check/${draft}`);
  }

  @Get('check/:draft')
  async check(@Who() who: SignedIn, @Param('draft') id: string, @Res() response: PageResponse): Promise<void> {
    const draft = this.#draft(response, id);
    if (draft === undefined) return;
    const { user } = readUser(draft.values, offeredTo(who));
    await this.pages.send(response, {
      template: 'administration/users/add-user-check.njk',
      title: 'Check before you add this user',
      section: 'Administration',
      hideFresh: true,
      back: { href: `/administration/users/new?draft=${id}`, text: 'Add a user' },
      model: {
        added: { ...user, roles: roleWordsOf(user.roles), trusts: user.trusts.map((ods) => this.pages.trustName(ods)).join(', ') },
        mayDecide: user.roles.some((role) => registeredRoles.includes(role)),
        draft: id,
      },
    });
  }

  @Post('check/:draft')
  async record(@Who() who: SignedIn, @Param('draft') id: string, @Res() response: PageResponse): Promise<void> {
    const draft = this.#draft(response, id);
    if (draft === undefined) return;
    const { user, errors } = readUser(draft.values, offeredTo(who));
    if (errors.length > 0) throw new Refused(409, 'offer-moved', 'Your own roles were changed meanwhile. Nothing was recorded.');
    const { registration, ...described } = user;
    const added = await this.staff.add(
      who,
      { ...described, ...present({ registration: registration === '' ? undefined : registration }) },
      { commandId: draft.commandId },
    );
    await this.pages.arrivals.has(added.receipt.stream, added.receipt.published, 1000);
    await this.pages.send(response, {
      template: 'administration/users/password.njk',
      title: 'First password',
      section: 'Administration',
      hideFresh: true,
      back: backToUsers,
      model: { name: user.name, username: user.username, account: added.id, password: added.password },
    });
  }

  #draft(response: PageResponse, id: string): Draft | undefined {
    return draftOrBack(response, { id, purpose: purpose, back: '/administration/users' });
  }

  async #show(who: SignedIn, response: PageResponse, form: FilledIn): Promise<void> {
    const { roles, trusts } = offeredTo(who);
    await this.pages.send(response, {
      template: 'administration/users/add-user.njk',
      title: 'Add a user',
      section: 'Administration',
      status: form.status,
      hideFresh: true,
      back: backToUsers,
      model: {
        ...fieldsOfForm(form),
        roles: roleBoxes(roles, form.values),
        trusts:
          trusts.length < 2
            ? []
            : trusts.map((ods) => ({
                name: `trust-${ods}`,
                id: `trust-${ods}`,
                value: 'yes',
                text: this.pages.trustName(ods),
                checked: form.values[`trust-${ods}`] === 'yes',
              })),
      },
    });
  }
}
