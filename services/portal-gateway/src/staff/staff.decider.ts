import { accept, refuse, type Decider, type Decision } from '@rms/event-sourcing/pure';
import { parseRegistration, present } from '@rms/nhs';
import type {
  AddStaff,
  GiveFirstPassword,
  GiveRoles,
  PutBackInUse,
  PutOutOfUse,
  StaffCommand,
  StaffEvent,
  StaffMember,
  StaffRefusal,
  StaffState,
} from './staff.facts.js';
import {
  givesRegistrations,
  isSeenBy,
  isWhollyOf,
  needsRegistration,
  rolesNotHis,
  whyNotSuspend,
  type Administrator,
} from './who-may-administer.js';

type Decided = Decision<StaffEvent, StaffRefusal>;
type Described = Pick<StaffMember, 'roles' | 'trusts' | 'registration'>;

const sameWords = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const usernameForm = /^[a-z][a-z0-9.-]{1,39}$/;

// Nobody may decide about a patient under a registration that cannot be one.
const wrongRegistration = ({ roles, registration = '' }: Described): StaffRefusal | undefined => {
  if (registration === '') return needsRegistration(roles) ? 'registration-needed' : undefined;
  return parseRegistration(registration) === registration ? undefined : 'registration-form';
};

const wrongAddition = (command: AddStaff): StaffRefusal | undefined => {
  if (command.name.trim() === '') return 'name-needed';
  if (!usernameForm.test(command.username)) return 'username-form';
  if (command.roles.length === 0) return 'no-role';
  if (command.trusts.length === 0) return 'no-trust';
  if (!isWhollyOf(command.by, command)) return 'trust-not-yours';
  if (rolesNotHis(command.by, [], command.roles).length > 0) return 'role-not-yours-to-give';
  return wrongRegistration(command);
};

const add = (command: AddStaff, { member }: StaffState): Decided => {
  if (member !== undefined) return refuse('already-there');
  const wrong = wrongAddition(command);
  if (wrong !== undefined) return refuse(wrong);
  const { type: _, by: __, ...described } = command;
  return accept({ type: 'StaffAdded', ...described });
};

// To somebody of other trusts only, a person does not exist; and nobody has a hand in his own account.
const outOfReach = (by: Administrator, member: StaffMember): StaffRefusal | undefined => {
  if (!isSeenBy(by, member)) return 'no-such-person';
  return by.subject === member.person ? 'own-account' : undefined;
};

const wouldLeaveNobody = (member: StaffMember, without: readonly string[]): boolean =>
  member.roles.includes('trust-admin') && member.trusts.some((trust) => without.includes(trust));

const isNotHis = ({ by, roles, registration }: GiveRoles, member: StaffMember): boolean =>
  rolesNotHis(by, member.roles, roles).length > 0 || (registration !== member.registration && !givesRegistrations(by));

const wrongRoles = (command: GiveRoles, member: StaffMember): StaffRefusal | undefined => {
  if (command.reason.trim() === '') return 'reason-needed';
  if (command.roles.length === 0) return 'no-role';
  if (!isWhollyOf(command.by, member)) return 'trust-not-yours';
  if (isNotHis(command, member)) return 'role-not-yours-to-give';
  if (!command.roles.includes('trust-admin') && wouldLeaveNobody(member, command.lastAdministratorOf)) return 'last-administrator';
  return wrongRegistration({ ...command, trusts: member.trusts });
};

const giveRoles = (command: GiveRoles, member: StaffMember, { outOfUse }: StaffState): Decided => {
  if (outOfUse === true) return refuse('out-of-use');
  const wrong = wrongRoles(command, member);
  if (wrong !== undefined) return refuse(wrong);
  const { roles, registration } = command;
  if (sameWords([member.roles, member.registration], [roles, registration])) return accept();
  return accept({ type: 'RolesGiven', person: member.person, roles, reason: command.reason.trim(), ...present({ registration }) });
};

const putOutOfUse = (command: PutOutOfUse, member: StaffMember, { outOfUse }: StaffState): Decided => {
  const notHis = whyNotSuspend(command.by, member);
  if (notHis !== undefined) return refuse(notHis);
  if (command.reason.trim() === '') return refuse('reason-needed');
  if (outOfUse === true) return accept();
  if (wouldLeaveNobody(member, command.lastAdministratorOf)) return refuse('last-administrator');
  return accept({ type: 'StaffPutOutOfUse', person: member.person, reason: command.reason.trim() });
};

const putBackInUse = ({ by, reason }: PutBackInUse, member: StaffMember, { outOfUse }: StaffState): Decided => {
  const notHis = whyNotSuspend(by, member);
  if (notHis !== undefined) return refuse(notHis);
  if (reason.trim() === '') return refuse('reason-needed');
  return outOfUse === true ? accept({ type: 'StaffPutBackInUse', person: member.person, reason: reason.trim() }) : accept();
};

// Whoever gives somebody a password can sign in as him until he has changed it: only who could give him his roles may.
const giveFirstPassword = ({ by }: GiveFirstPassword, member: StaffMember, { outOfUse }: StaffState): Decided => {
  if (outOfUse === true) return refuse('out-of-use');
  if (!isWhollyOf(by, member)) return refuse('trust-not-yours');
  if (rolesNotHis(by, member.roles, []).length > 0) return refuse('role-not-yours-to-give');
  return accept({ type: 'FirstPasswordGiven', person: member.person });
};

const administer = (command: Exclude<StaffCommand, AddStaff | { readonly type: 'RecordStaff' }>, state: StaffState): Decided => {
  const { member } = state;
  if (member === undefined) return refuse('no-such-person');
  const refusal = outOfReach(command.by, member);
  if (refusal !== undefined) return refuse(refusal);
  switch (command.type) {
    case 'GiveRoles':
      return giveRoles(command, member, state);
    case 'PutOutOfUse':
      return putOutOfUse(command, member, state);
    case 'PutBackInUse':
      return putBackInUse(command, member, state);
    case 'GiveFirstPassword':
      return giveFirstPassword(command, member, state);
    default:
      return command satisfies never;
  }
};

/** Who works here, in which roles, and whether he or she still does. */
export const staffDecider: Decider<StaffState, StaffCommand, StaffEvent, StaffRefusal> = {
  initialState: {},
  decide: (command, state) => {
    if (command.type === 'AddStaff') return add(command, state);
    if (command.type !== 'RecordStaff') return administer(command, state);
    const { type: _, ...member } = command;
    // A token that was issued a moment before an administrator's word must not overtake it.
    return state.managed === true || sameWords(state.member, member) ? accept() : accept({ type: 'StaffRecorded', ...member });
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'StaffRecorded': {
        const { type: _, ...member } = event;
        return { ...state, member };
      }
      case 'StaffAdded': {
        const { type: _, username, ...member } = event;
        return { ...state, member, username, managed: true };
      }
      case 'RolesGiven': {
        const { roles, registration } = event;
        if (state.member === undefined) return state;
        const { registration: _, ...member } = state.member;
        return { ...state, member: { ...member, roles, ...present({ registration }) }, managed: true };
      }
      case 'StaffPutOutOfUse':
        return { ...state, outOfUse: true, managed: true };
      case 'StaffPutBackInUse': {
        const { outOfUse: _, ...back } = state;
        return back;
      }
      case 'FirstPasswordGiven':
      case 'Erased':
        return state;
      default:
        return event satisfies never;
    }
  },
};
