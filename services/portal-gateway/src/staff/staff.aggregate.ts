import { accept, type Aggregate, onlyShapes } from '@rms/event-sourcing/pure';
import type { Natures, Sentences } from '@rms/service-kit';

/** A member of staff as the identity provider described him or her when last signing in. */
export interface StaffMember {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly trusts: readonly string[];
  readonly registration?: string;
}
export type StaffEvent = { readonly type: 'StaffRecorded' } & StaffMember;
export type StaffCommand = { readonly type: 'RecordStaff' } & StaffMember;

const schemas = { StaffRecorded: 1 } as const;

/** `portal-gateway.staff-<id derived from the token subject>` */
export const staffAggregate: Aggregate<{ readonly member?: StaffMember }, StaffCommand, StaffEvent, never> = {
  service: 'portal-gateway',
  name: 'staff',
  schemas,
  published: new Set(['StaffRecorded']),
  occurred: () => undefined,
  decider: {
    initialState: {},
    decide: ({ type: _, ...member }, state) =>
      JSON.stringify(state.member) === JSON.stringify(member) ? accept() : accept({ type: 'StaffRecorded', ...member }),
    evolve: (state, event) => {
      if (event.type === 'Erased') return state;
      const { type: _, ...member } = event;
      return { member };
    },
  },
  upcast: onlyShapes(schemas),
};

export const staffSentences: Sentences<StaffEvent> = {
  StaffRecorded: (e) =>
    `${e.name} was recorded as staff: ${e.roles.join(', ')}${e.registration === undefined ? '' : `, registered as ${e.registration}`}.`,
};

/** What each fact is: about the world, or done by people and the system. */
export const staffNatures: Natures<StaffEvent> = {
  StaffRecorded: 'observation',
};
