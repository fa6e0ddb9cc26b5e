import { hasRole } from '@rms/identity';
import type { SignedIn } from '../../session/signed-in.js';
import type { Page } from '../rendering.js';

/** Where a page of administration stands for somebody: letters clerks and clinicians come to it from their letters. */
export const frameFor = ({ person }: SignedIn): { readonly section: string; readonly back: NonNullable<Page['back']> } =>
  hasRole(person, 'trust-admin')
    ? { section: 'Administration', back: { href: '/administration', text: 'Administration' } }
    : { section: 'Letters', back: { href: '/letters', text: 'Letters' } };
