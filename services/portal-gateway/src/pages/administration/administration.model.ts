import type { Role } from '@rms/identity';

/** One thing that is administered, and what is done there. */
export interface Area {
  readonly text: string;
  readonly href: string;
  readonly says: string;
}
const areas: readonly (Area & { readonly roles: readonly Role[] })[] = [
  {
    text: 'Users',
    href: '/administration/users',
    says: 'Who may sign in, in which roles. Add somebody, give or take roles, put somebody out of use.',
    roles: ['trust-admin', 'platform-admin'],
  },
  {
    text: 'Teams',
    href: '/teams',
    says: 'Who is in which team, who leads it and what it receives. Change a team, say who is away or has left and who covers.',
    roles: ['trust-admin'],
  },
  {
    text: 'Feed agreements',
    href: '/administration/feeds',
    says: 'Whose messages are taken, for which trusts, who may register patients, and what codes mean.',
    roles: ['trust-admin', 'platform-admin'],
  },
  {
    text: 'Holidays',
    href: '/administration/holidays',
    says: 'England’s bank holidays and the days on which your own clinics are closed. Deadlines pass over both.',
    roles: ['trust-admin'],
  },
  {
    text: 'Contact details on letters',
    href: '/administration/contact-details',
    says: 'How letters are headed and signed, and whom their readers ring.',
    roles: ['trust-admin'],
  },
  {
    text: 'Letter templates',
    href: '/administration/templates',
    says: 'The words of each kind of letter: what is in force, what waits for approval by two people, and a new version.',
    roles: ['trust-admin'],
  },
  {
    text: 'Closed practices',
    href: '/administration/closed-practices',
    says: 'GP practices to which no letter goes any more, and how many patients still have each on record.',
    roles: ['trust-admin'],
  },
  {
    text: 'Working hours',
    href: '/administration/working-hours',
    says: 'When your teams are at work, and who is on call at other times. Limits in hours are counted by it.',
    roles: ['trust-admin'],
  },
];

/** What somebody in these roles administers, in the order of the page. */
export const areasFor = (roles: readonly Role[]): readonly Area[] =>
  areas.filter((area) => area.roles.some((role) => roles.includes(role))).map(({ text, href, says }) => ({ text, href, says }));
