import type { Person } from './roles.js';

const asOne = (words: readonly string[]): string => [...words].sort().join(' ');
const described = ({ roles, trusts, registration = '' }: Pick<Person, 'roles' | 'trusts' | 'registration'>): string =>
  [asOne(roles), asOne(trusts), registration].join('|');

/** Whether two accounts of somebody give the same roles, trusts and registration, in whatever order. */
export const saysTheSame = (
  one: Pick<Person, 'roles' | 'trusts' | 'registration'>,
  other: Pick<Person, 'roles' | 'trusts' | 'registration'>,
): boolean => described(one) === described(other);
