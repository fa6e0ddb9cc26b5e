import type { TaskKind } from './task.facts.js';

const clinicians = ['clinical-nurse-specialist', 'consultant'] as const;
const callers = [...clinicians, 'support-worker', 'pathway-coordinator'] as const;

// With anybody else a task would only be held up: he may look at it and not settle what it stands for.
const rolesFor: Readonly<Record<TaskKind, readonly string[]>> = {
  review: clinicians,
  recall: callers,
  telephone: callers,
  call: callers,
  letter: [...clinicians, 'letters-clerk', 'support-worker'],
  quarantine: [...clinicians, 'pathway-coordinator', 'trust-admin'],
  exception: [...callers, 'trust-admin'],
};

/** May somebody in these roles settle what a task of this kind stands for? */
export const maySettle = (kind: TaskKind, roles: readonly string[]): boolean => roles.some((role) => rolesFor[kind].includes(role));

/** The roles in which a task of this kind can be settled, first whom it is asked of first. */
export const rolesThatSettle = (kind: TaskKind): readonly string[] => rolesFor[kind];
/** Every role in which something can be settled. */
export const everyRole: readonly string[] = [...new Set(Object.values(rolesFor).flat())];
