import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '@rms/event-sourcing';
import { hasRole, roleNames, type Person, type Role } from '@rms/identity';
import type { Request, Response } from 'express';

/** A person in a browser: who, with which token, at which trust. */
export interface SignedIn {
  readonly person: Person;
  readonly token: string;
  /** The trust this page is about: the person's own, or the one chosen by somebody who has several. */
  readonly trust: string;
}

/** What somebody typed and has not yet confirmed. */
export interface Draft {
  readonly kind: string;
  readonly about: string;
  readonly commandId: string;
  readonly values: Readonly<Record<string, string>>;
}
interface Tokens {
  readonly access: string;
  readonly refresh: string | undefined;
  readonly id: string | undefined;
  readonly expiresAt: number;
}

declare module 'express-session' {
  interface SessionData {
    pending: { readonly state: string; readonly nonce: string; readonly verifier: string; readonly next: string };
    tokens: Tokens;
    since: number;
    trust: string;
    drafts: Record<string, Draft>;
    flash: string;
    worklistSeenAt: string;
  }
}

export interface PageRequest extends Request {
  signedIn?: SignedIn;
  /** Who was refused the page for want of a role: for the access log, never for the page. */
  turnedAway?: SignedIn;
}
/** An answer to somebody's browser, with what was asked. */
export type PageResponse = Response & { readonly req: PageRequest };

export const openPage = 'rms:open-page';
/** A page that needs no sign-in. */
export const OpenPage = (): CustomDecorator => SetMetadata(openPage, true);

export const pageRoles = 'rms:page-roles';
/** Roles for which a page exists. */
export const ForRoles = (...roles: readonly Role[]): CustomDecorator => SetMetadata(pageRoles, roles);

/** Everybody who may open a patient of his or her trust. */
export const patientReaders: readonly Role[] = [
  'clinical-nurse-specialist',
  'consultant',
  'support-worker',
  'pathway-coordinator',
  'letters-clerk',
  'auditor',
  'clinical-safety-officer',
];

/** Everybody who may read the history of a patient of his or her trust. */
export const historyReaders: readonly Role[] = [
  'clinical-nurse-specialist',
  'consultant',
  'support-worker',
  'pathway-coordinator',
  'auditor',
  'clinical-safety-officer',
];

/** Everybody who may see whether somebody of his or her trust is lost. */
export const certificateReaders: readonly Role[] = [
  'clinical-nurse-specialist',
  'consultant',
  'support-worker',
  'pathway-coordinator',
  'trust-admin',
  'auditor',
  'clinical-safety-officer',
];

/** Whoever has a worklist, and may take a task or give it to somebody. */
export const workers: readonly Role[] = [
  'clinical-nurse-specialist',
  'consultant',
  'support-worker',
  'pathway-coordinator',
  'letters-clerk',
  'trust-admin',
];

/** May he judge what is behind a symptom? */
export const isClinician = ({ person }: Pick<SignedIn, 'person'>): boolean => hasRole(person, 'clinical-nurse-specialist', 'consultant');
/** Whoever may pick up the telephone. */
export const answerers: readonly Role[] = ['clinical-nurse-specialist', 'consultant', 'support-worker', 'pathway-coordinator'];

/** The signed-in person. The guard has seen to it that there is one. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn => {
  const { signedIn } = context.switchToHttp().getRequest<PageRequest>();
  if (signedIn === undefined) throw new Error('This page has no guard.');
  return signedIn;
});

/** A person as the actor of what he or she does: in the first role of the token. */
export const actorOf = ({ subject, roles }: Person): Actor => ({ kind: 'person', id: subject, role: roles[0] ?? 'none' });

/** The role as written beside a name: the first one the person has. */
export const roleWords = (person: Person): string => {
  const [first] = person.roles;
  return first === undefined ? 'No role' : roleNames[first];
};
