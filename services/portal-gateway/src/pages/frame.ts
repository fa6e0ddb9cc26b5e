import type { Role } from '@rms/identity';
import { certificateReaders, roleWords, type SignedIn } from '../session/signed-in.js';

interface NavItem {
  readonly text: string;
  readonly href: string;
  readonly roles: readonly Role[];
}
const clinical: readonly Role[] = ['clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator'];
const navigation: readonly NavItem[] = [
  { text: 'Worklist', href: '/worklist', roles: [...clinical, 'trust-admin', 'letters-clerk'] },
  { text: 'Patients', href: '/patients', roles: [...clinical, 'letters-clerk', 'auditor', 'clinical-safety-officer'] },
  { text: 'Access log', href: '/access', roles: ['auditor', 'clinical-safety-officer'] },
  { text: 'Caseload', href: '/caseload', roles: clinical },
  { text: 'Teams', href: '/teams', roles: [...clinical, 'trust-admin', 'letters-clerk'] },
  { text: 'Record a call', href: '/call', roles: clinical },
  { text: 'Letters', href: '/letters', roles: [...clinical, 'letters-clerk', 'auditor', 'clinical-safety-officer'] },
  { text: 'Certificates', href: '/certificates', roles: certificateReaders },
  { text: 'Feeds', href: '/feeds', roles: [...clinical, 'trust-admin', 'platform-admin', 'auditor', 'clinical-safety-officer'] },
  { text: 'Administration', href: '/administration', roles: ['trust-admin', 'platform-admin'] },
];

export interface PersonInFrame {
  readonly name: string;
  readonly role: string;
  readonly place: string;
  /** Has the person another trust to go to? */
  readonly hasOthers: boolean;
}
/** Who is signed in, as the head of every page says it. */
export const personInFrame = ({ person, trust }: SignedIn, trustName: (ods: string) => string): PersonInFrame => ({
  name: person.name,
  role: roleWords(person),
  place: trustName(trust),
  hasOthers: person.trusts.length > 1,
});

/** Where the person's roles may go; what they may not open is left out. */
export const navigationFor = (
  { person }: SignedIn,
  section: string | undefined,
): readonly { readonly text: string; readonly href: string; readonly current: boolean }[] =>
  navigation
    .filter((item) => item.roles.some((role) => person.roles.includes(role)))
    .map(({ text, href }) => ({ text, href, current: text === section }));
