import { regionWide } from '@rms/nhs';
import { staff, type StaffCopy } from '../../../copies/staff.projection.js';
import type { Owners } from '../../../owners/owners.js';
import type { SignedIn } from '../../../session/signed-in.js';
import { leftWithoutDecision } from '../../../staff/who-may-decide.js';
import type { Pages } from '../../pages.js';
import { peopleOf } from '../../teams/people.js';
import type { Effect } from '../../teams/effects.model.js';
import { leavingEffects, type WhoWouldAct } from '../../teams/staff-effects.model.js';

/** What somebody leaves behind who may not sign in any more, or has other roles. */
export interface WhatItLeaves {
  /** At each trust of the administrator, who would have the work; by the rules that will decide it. */
  readonly work: readonly { readonly trust: string; readonly effects: readonly Effect[] }[];
  /** Names of trusts at which nobody may decide about patients any more. */
  readonly withoutDecision: readonly string[];
}
type Change =
  { readonly what: 'out-of-use' } | { readonly what: 'roles'; readonly roles: readonly string[]; readonly registration: string };

/** Asks alerting, trust by trust, who would have the work of somebody, and says where nobody is left to decide. */
export const whatItLeaves = async (
  { pages, owners, who }: { readonly pages: Pages; readonly owners: Owners; readonly who: SignedIn },
  one: StaffCopy,
  change: Change,
): Promise<WhatItLeaves> => {
  const query = new URLSearchParams(change.what === 'roles' ? { what: 'roles', roles: change.roles.join(',') } : { what: change.what });
  const trusts = one.trusts.filter((trust) => who.person.trusts.includes(trust));
  const work = await Promise.all(
    trusts.map(async (trust) => {
      const path = `/trusts/${trust}/staff/${one.person}/who-would-act?${query.toString()}`;
      const { nameOf } = await peopleOf(pages, trust);
      return {
        trust: pages.trustName(trust),
        effects: leavingEffects(await owners.ask<WhoWouldAct>('alerting', path, who.token), nameOf),
      };
    }),
  );
  const then = change.what === 'roles' ? change : { ...one, outOfUse: true };
  const without = leftWithoutDecision(await pages.copies.of(staff).find(regionWide, {}), { person: one.person, then });
  return { work, withoutDecision: without.map((trust) => pages.trustName(trust)) };
};
