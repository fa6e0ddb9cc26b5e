import { needsRegistration } from './who-may-administer.js';

/** A member of staff, as far as it matters to who may decide about patients. */
export interface PerhapsDeciding {
  readonly person: string;
  readonly roles: readonly string[];
  readonly trusts: readonly string[];
  readonly registration?: string;
  readonly outOfUse?: unknown;
  readonly hasDecided: boolean;
}
type Described = Pick<PerhapsDeciding, 'roles' | 'registration' | 'outOfUse'>;

/** May somebody decide about patients: in use, in a role for it, under a registration? */
export const mayDecide = ({ roles, registration = '', outOfUse }: Described): boolean =>
  outOfUse === undefined && registration !== '' && needsRegistration(roles);

const isOf = (trust: string, { trusts }: PerhapsDeciding): boolean => trusts.includes(trust);

/** Could somebody decide at this trust once, and can nobody now? Where nobody ever could, nobody has signed in yet. */
export const nobodyDecides = (staff: readonly PerhapsDeciding[], trust: string): boolean =>
  staff.some((one) => isOf(trust, one) && one.hasDecided) && !staff.some((one) => isOf(trust, one) && mayDecide(one));

/** Trusts at which nobody may decide any more once somebody is as described here. */
export const leftWithoutDecision = (
  staff: readonly PerhapsDeciding[],
  { person, then }: { readonly person: string; readonly then: Described },
): readonly string[] => {
  const one = staff.find((each) => each.person === person);
  if (one === undefined || !mayDecide(one) || mayDecide(then)) return [];
  return one.trusts.filter((trust) => !staff.some((other) => other.person !== person && isOf(trust, other) && mayDecide(other)));
};
