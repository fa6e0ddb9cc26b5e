import { derivedId, execute, load, streamOf, type CommandContext, type Execution, type Outcome } from '@rms/event-sourcing';
import type { KeptSignIn, SignInKeeper } from '@rms/identity';
import { present, regionWide } from '@rms/nhs';
import type { Copies, Policy } from '@rms/read-models';
import { answer, Refused, tells, tellStreams, type Receipt, type ToldEvent } from '@rms/service-kit';
import { staff, type StaffCopy } from '../copies/staff.projection.js';
import { actorOf, type SignedIn } from '../session/signed-in.js';
import { staffIdOf } from './record-staff.js';
import { staffAggregate, staffNatures, staffRefusals, staffSentences } from './staff.aggregate.js';
import type { AddStaff, GiveRoles, PutOutOfUse, StaffCommand, StaffEvent, StaffRefusal } from './staff.facts.js';
import { isSeenBy, type Administrator } from './who-may-administer.js';

type StaffOutcome = Outcome<StaffEvent, StaffRefusal>;
type ByAnAdministrator = Exclude<StaffCommand, { readonly type: 'RecordStaff' | 'AddStaff' }>;
/** What an administrator asks for; who he is, and who else administers, is known here. */
export type StaffOrder =
  | Omit<GiveRoles, 'by' | 'lastAdministratorOf'>
  | Omit<PutOutOfUse, 'by' | 'lastAdministratorOf'>
  | { readonly type: 'PutBackInUse'; readonly reason: string }
  | { readonly type: 'GiveFirstPassword' };
export interface Given {
  readonly commandId: string;
  readonly seen?: number;
}
interface Added {
  readonly receipt: Receipt;
  /** To be shown once; none when this was asked for before. */
  readonly password: string | undefined;
  readonly id: string;
}
interface Adding {
  readonly keeper: SignInKeeper;
  readonly person: string;
  readonly id: string;
  readonly described: Omit<AddStaff, 'type' | 'by' | 'person'>;
  readonly given: Given;
}
export interface StaffAdministrationParts {
  readonly execution: Execution;
  readonly copies: () => Copies;
  readonly signIns: SignInKeeper | undefined;
}

/** The administrator in a browser, by his token. */
export const administratorOf = ({ person }: SignedIn): Administrator => ({
  subject: person.subject,
  roles: person.roles,
  trusts: person.trusts,
});

const usernameTaken = (): Refused => new Refused(409, 'username-taken', 'Somebody else has this username. Choose another.');
const registrationTaken = (): Refused =>
  new Refused(
    409,
    'registration-taken',
    'Somebody else is on record under this registration number. One person has one account: look for it among the users, also those out of use.',
  );
const keptElsewhere = (): Refused =>
  new Refused(409, 'kept-elsewhere', 'Sign-ins are kept by another system here. Users are added and stopped there.');

/** Commands about members of staff. Whoever keeps the sign-ins has followed by the time they answer, so that the next request is judged by what was recorded. */
export class StaffAdministration {
  #last: Promise<unknown> = Promise.resolve();
  constructor(private readonly parts: StaffAdministrationParts) {}

  /** Everybody of the administrator's trusts, by name. */
  async everybody(who: SignedIn): Promise<readonly StaffCopy[]> {
    const by = administratorOf(who);
    const all = await this.parts.copies().of(staff).find(regionWide, {});
    return all.filter((one) => isSeenBy(by, one)).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** One of them; `undefined` for anybody else, whether there or not. */
  async one(who: SignedIn, id: string): Promise<StaffCopy | undefined> {
    const found = await this.parts.copies().of(staff).get(regionWide, id);
    return found !== undefined && isSeenBy(administratorOf(who), found) ? found : undefined;
  }

  /** What is kept of sign-ins, by subject. */
  async signIns(): Promise<ReadonlyMap<string, KeptSignIn>> {
    return new Map((await this.parts.signIns?.kept())?.map((one) => [one.subject, one]));
  }

  /** What was recorded of somebody, in sentences. */
  async history(id: string): Promise<readonly ToldEvent[]> {
    const told = { streams: [streamOf(staffAggregate, id)], at: undefined };
    return tellStreams(this.parts.execution.store, [tells(staffAggregate, staffSentences, staffNatures)], told);
  }

  /** Adds somebody, with a password to be shown once; none when this was asked for before. */
  async add(who: SignedIn, described: Omit<AddStaff, 'type' | 'by' | 'person'>, given: Given): Promise<Added> {
    const keeper = this.#keeper();
    const person = derivedId(given.commandId, 'person');
    const id = staffIdOf(person);
    return this.#oneAtATime(() => this.#added(who, { keeper, person, id, described, given }));
  }

  async #added(who: SignedIn, { keeper, person, id, described, given }: Adding): Promise<Added> {
    await this.#isNobodyElses(id, described.registration);
    if (!(await keeper.reserve(described.username, person))) throw usernameTaken();
    const outcome = await this.#execute(
      id,
      { type: 'AddStaff', person, by: administratorOf(who), ...described },
      this.#context(who, given),
    );
    if (!outcome.accepted) await keeper.release(person);
    const receipt = answer(outcome, staffRefusals);
    if (!receipt.repeated) await this.follow(id);
    return { id, receipt, password: receipt.repeated ? undefined : await keeper.giveFirstPassword(person) };
  }

  /** Gives a command about somebody. Throws `Refused` in words where it is refused. */
  async give(who: SignedIn, id: string, order: StaffOrder & Given): Promise<Receipt> {
    this.#keeper();
    const { commandId, seen, ...said } = order;
    return this.#oneAtATime(async () => {
      if (order.type === 'GiveRoles') await this.#isNobodyElses(id, order.registration);
      const command = await this.#completed(id, said, administratorOf(who));
      const outcome = await this.#execute(id, command, this.#context(who, { commandId, ...present({ seen }) }));
      const receipt = answer(outcome, staffRefusals);
      await this.follow(id);
      return receipt;
    });
  }

  /** Records that a first password is given, and makes it: to be shown once. */
  async firstPassword(who: SignedIn, { _id, person }: StaffCopy, given: Given): Promise<string | undefined> {
    const { repeated } = await this.give(who, _id, { type: 'GiveFirstPassword', ...given });
    return repeated ? undefined : this.#keeper().giveFirstPassword(person);
  }

  /** Makes the sign-in of somebody what the facts say. */
  async follow(id: string): Promise<void> {
    const { state } = await load(this.parts.execution.store, staffAggregate, id);
    const { member, username, managed, outOfUse } = state;
    if (member === undefined || managed !== true) return;
    const { person: subject, ...described } = member;
    await this.parts.signIns?.follow({ subject, ...described, outOfUse: outOfUse === true, ...present({ username }) });
  }

  /** Follows once more whatever was recorded, in case the process ended between recording and following. */
  get policy(): Policy {
    return {
      name: 'let-sign-ins-follow',
      on: ['staff-added', 'roles-given', 'staff-put-out-of-use', 'staff-put-back-in-use'].map((fact) => `portal-gateway.${fact}.v1`),
      react: (message) => this.follow(message.subject.slice(-36)),
    };
  }

  #keeper(): SignInKeeper {
    if (this.parts.signIns === undefined) throw keptElsewhere();
    return this.parts.signIns;
  }

  #context({ person }: SignedIn, { commandId, seen }: Given): CommandContext {
    const actor = actorOf({ ...person, roles: person.roles.filter((role) => role === 'trust-admin' || role === 'platform-admin') });
    return { commandId, actor, trust: regionWide, correlationId: commandId, ...present({ seen }) };
  }

  #execute(id: string, command: StaffCommand, context: CommandContext): Promise<StaffOutcome> {
    return execute(this.parts.execution, staffAggregate, { id, command, context });
  }

  async #completed(id: string, order: StaffOrder, by: Administrator): Promise<ByAnAdministrator> {
    if (order.type === 'PutBackInUse' || order.type === 'GiveFirstPassword') return { ...order, by };
    return { ...order, by, lastAdministratorOf: await this.#lastAdministratorOf(id) };
  }

  /** Trusts of somebody that nobody else in use administers. Read from the history: a copy may be a moment behind. */
  async #lastAdministratorOf(id: string): Promise<readonly string[]> {
    const { store } = this.parts.execution;
    const { state } = await load(store, staffAggregate, id);
    const others = (await this.parts.copies().of(staff).find(regionWide, {})).filter(
      (one) => one._id !== id && one.roles.includes('trust-admin'),
    );
    const now = await Promise.all(others.map(async (one) => (await load(store, staffAggregate, one._id)).state));
    const administered = now.flatMap(({ member, outOfUse }) =>
      outOfUse !== true && member?.roles.includes('trust-admin') === true ? member.trusts : [],
    );
    return (state.member?.trusts ?? []).filter((trust) => !administered.includes(trust));
  }

  // Decisions and approvals name a registration: under one number there is one person, and two approvals are two people's.
  async #isNobodyElses(id: string, registration: string | undefined): Promise<void> {
    if (registration === undefined) return;
    const { store } = this.parts.execution;
    const others = (await this.parts.copies().of(staff).find(regionWide, {})).filter((one) => one._id !== id);
    const now = await Promise.all(others.map(async (one) => (await load(store, staffAggregate, one._id)).state.member?.registration));
    if (now.includes(registration)) throw registrationTaken();
  }

  // Two administrators who stop one another at once would leave nobody.
  #oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
