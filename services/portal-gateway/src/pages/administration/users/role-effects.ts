import type { StaffCopy } from '../../../copies/staff.projection.js';
import { needsRegistration } from '../../../staff/who-may-administer.js';
import { roleWordsOf } from './user-rows.js';

/** One thing that a change of roles does: in bold what, then how. */
export interface Effect {
  readonly what: string;
  readonly how: string;
}

const decides = ({ roles, registration }: { readonly roles: readonly string[]; readonly registration?: string | undefined }): boolean =>
  needsRegistration(roles) && registration !== undefined && registration !== '';

const decisions = (before: boolean, after: boolean): readonly Effect[] => {
  if (before === after) return [];
  return after
    ? [{ what: 'Decisions about patients', how: 'may be recorded from now on.' }]
    : [{ what: 'Decisions about patients', how: 'can no longer be recorded. A page that is open refuses the next click.' }];
};

/** What giving somebody these roles does, in the order of the page. */
export const roleEffects = (
  { roles: before, registration }: Pick<StaffCopy, 'roles' | 'registration'>,
  after: { readonly roles: readonly string[]; readonly registration: string },
): readonly Effect[] => {
  const given = after.roles.filter((role) => !before.includes(role));
  const taken = before.filter((role) => !after.roles.includes(role));
  return [
    ...(given.length === 0 ? [] : [{ what: roleWordsOf(given), how: 'is given, and holds with the next click.' }]),
    ...(taken.length === 0 ? [] : [{ what: roleWordsOf(taken), how: 'is taken, and is refused with the next click.' }]),
    ...decisions(decides({ roles: before, registration }), decides(after)),
    ...(given.length + taken.length === 0 && (registration ?? '') === after.registration
      ? [{ what: 'Nothing changes', how: 'and nothing is recorded.' }]
      : [{ what: 'The history', how: 'says who changed this, and why.' }]),
  ];
};
